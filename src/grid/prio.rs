//! The cells of PRIO-GRID that are asked for.

use super::cell::GridCell;
use super::ground::Ground;
use super::limit::Limit;
use crate::export::GridId;
use crate::model::{LonLat, PRIO_CELLS, PRIO_PER_DEGREE, PrioCell, prio_cell};

/// The cells that are asked for, in the order of their numbers: those that meet the land of a country, or all.
pub fn prio_cells(ground: &Ground, limit: &Limit) -> Vec<GridCell> {
    let touched = if limit.sea { Vec::new() } else { touched(ground.territories.edges()) };
    let cell = |gid: u32| {
        let cell = PrioCell::of_gid(gid)?;
        let at = cell.centre();
        if !limit.is_in_box(Some(at)) {
            return None;
        }
        let country = ground.territories.country_at(at.into());
        let has_land = || country.is_some() || touched.get(gid as usize - 1).is_some_and(|t| *t);
        let is_asked_for = (limit.sea || has_land()) && limit.takes_country(ground.country(country));
        is_asked_for.then_some(GridCell { id: GridId::Prio(cell), at: Some(at), country })
    };
    (1..=PRIO_CELLS).filter_map(cell).collect()
}

/// For each cell whether an edge, straight in longitude and latitude, runs through it.
fn touched(edges: impl Iterator<Item = [(f64, f64); 2]>) -> Vec<bool> {
    let mut all = vec![false; PRIO_CELLS as usize];
    let mut mark = |x: f64, y: f64| {
        let gid = prio_cell(LonLat::wrapped(x - 180.0, y - 90.0)).gid;
        all.get_mut(gid as usize - 1).into_iter().for_each(|touched| *touched = true);
    };
    for [from, to] in edges {
        let (a, b) = ((from.0 + 180.0, from.1 + 90.0), (to.0 + 180.0, to.1 + 90.0));
        mark(a.0, a.1);
        mark(b.0, b.1);
        // The shares of the way at which a row or column ends; between two of them the edge keeps to one cell.
        let mut cuts = vec![0.0, 1.0];
        for (from, to) in [(a.0, b.0), (a.1, b.1)] {
            let (low, high) = (f64::min(from, to) * PRIO_PER_DEGREE, f64::max(from, to) * PRIO_PER_DEGREE);
            let mut line = low.floor() + 1.0;
            while line < high {
                cuts.push((line / PRIO_PER_DEGREE - from) / (to - from));
                line += 1.0;
            }
        }
        if cuts.len() > 2 {
            cuts.sort_by(f64::total_cmp);
            for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
                let t = f64::midpoint(*from, *to);
                mark(a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_touches_every_cell_on_its_way() {
        let of = |edge| -> Vec<usize> {
            let touched = touched(std::iter::once(edge));
            touched.iter().enumerate().filter(|(_, t)| **t).map(|(i, _)| i).collect()
        };
        assert_eq!(of([(-179.9, -89.9), (-179.8, -89.8)]), [0]);
        assert_eq!(of([(-179.9, -89.9), (-178.4, -89.9)]), [0, 1, 2, 3]);
        // To the north-east, first across a column, then across a row.
        assert_eq!(of([(-179.9, -89.9), (-179.1, -89.3)]), [0, 1, 721]);
        assert_eq!(of([(-179.1, -89.3), (-179.9, -89.9)]), [0, 1, 721]);
    }
}
