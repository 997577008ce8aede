//! The cells of H3 at one resolution, found from the coarse ones down: what the limit excludes is not looked into.

use h3o::{CellIndex, LatLng, Resolution};

use super::cell::{GridCell, MOST_CELLS, too_many};
use super::ground::Ground;
use super::limit::Limit;
use crate::error::Error;
use crate::export::GridId;
use crate::model::LonLat;

/// A resolution of H3, 0 to 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct H3Resolution(Resolution);

impl H3Resolution {
    /// The resolution of a text such as `5`.
    pub fn of(text: &str) -> Result<Self, Error> {
        let found = text.parse::<u8>().ok().and_then(|number| Resolution::try_from(number).ok());
        found.map(Self).ok_or_else(|| {
            let hint = "h3:0 has cells of about 4,000,000 square kilometres, h3:5 of 250, h3:15 of a square metre";
            Error::request(format!("h3:{text}: expected a resolution from 0 to 15"), hint.to_owned())
        })
    }

    /// The number of its cells.
    pub fn cell_count(self) -> usize {
        usize::try_from(self.0.cell_count()).unwrap_or(usize::MAX)
    }
}

/// What is known of the ground of all cells within a cell.
#[derive(Debug, Clone, Copy)]
enum Land {
    /// All in one country, or all at sea.
    One(Option<usize>),
    Mixed,
}

/// The cells that are asked for, in the order of their indexes: those whose centre lies in a country, or all.
///
/// # Errors
///
/// [`Error::Request`] where they are more than [`MOST_CELLS`].
pub fn h3_cells(
    H3Resolution(resolution): H3Resolution,
    ground: &Ground,
    limit: &Limit,
) -> Result<Vec<GridCell>, Error> {
    /// More than a quarter of the earth is land of a country.
    const LAND: u64 = 4;
    let name = format!("h3:{}", u8::from(resolution));
    if limit.is_whole_earth() && resolution.cell_count() / LAND > MOST_CELLS as u64 {
        return Err(too_many(&name));
    }
    let mut found = Vec::new();
    let mut waiting: Vec<(CellIndex, Land)> = CellIndex::base_cells().map(|cell| (cell, Land::Mixed)).collect();
    waiting.reverse();
    while let Some((cell, land)) = waiting.pop() {
        let at = centre(cell);
        let next = cell.resolution().succ().filter(|_| cell.resolution() < resolution);
        let reach_m = if next.is_some() { reach_m(cell.resolution()) } else { 0.0 };
        if !limit.may_hold(at, reach_m, ground) {
            continue;
        }
        let land = match land {
            Land::Mixed if next.is_none() || !ground.has_outline_within(at.into(), reach_m) => {
                Land::One(ground.territories.country_at(at.into()))
            }
            known => known,
        };
        if let Land::One(country) = land
            && !((limit.sea || country.is_some()) && limit.takes_country(ground.country(country)))
        {
            continue;
        }
        match (next, land) {
            (Some(next), _) => {
                let first = waiting.len();
                waiting.extend(cell.children(next).map(|child| (child, land)));
                waiting[first..].reverse();
            }
            (None, Land::One(country)) => {
                if found.len() == MOST_CELLS {
                    return Err(too_many(&name));
                }
                found.push(GridCell { id: GridId::H3(cell.into()), at: Some(at), country });
            }
            (None, Land::Mixed) => {}
        }
    }
    Ok(found)
}

fn centre(cell: CellIndex) -> LonLat {
    let at = LatLng::from(cell);
    LonLat::wrapped(at.lng(), at.lat())
}

/// Within so many metres of its centre lie the centres of all cells within a cell.
fn reach_m(resolution: Resolution) -> f64 {
    /// Twice the mean length of an edge at resolution 0, which is the radius of a cell; cells of one resolution differ by less than 1.5, and the
    /// finer cells stray over the edge by less than a sixth.
    const REACH_M: f64 = 2.0 * 1_281_256.0;
    REACH_M / 7.0_f64.sqrt().powi(i32::from(u8::from(resolution)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::distance_m;

    #[test]
    fn resolutions_out_of_range_are_refused() {
        assert_eq!(H3Resolution::of("5").unwrap().cell_count(), 2_016_842);
        for text in ["16", "-1", "", "5.5", "five", "300"] {
            let error = H3Resolution::of(text).unwrap_err().to_string();
            assert_eq!(error, format!("h3:{text}: expected a resolution from 0 to 15"));
        }
    }

    #[test]
    fn the_cells_within_a_cell_are_within_its_reach() {
        let mut most = 0.0_f64;
        let spread = |resolution: Resolution, step: usize| {
            CellIndex::base_cells().step_by(step).flat_map(move |cell| cell.children(resolution).step_by(37))
        };
        let all = CellIndex::base_cells().chain(spread(Resolution::One, 1)).chain(spread(Resolution::Three, 7));
        for cell in all {
            let finest = Resolution::try_from(u8::from(cell.resolution()) + 4).unwrap();
            for inner in cell.children(finest) {
                most = most.max(distance_m(centre(cell), centre(inner)) / reach_m(cell.resolution()));
            }
        }
        assert!((0.5..0.85).contains(&most), "{most}");
    }
}
