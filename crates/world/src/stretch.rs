//! Which stretches of a border a dispute is about, where it is not the whole line.

use geo::Coord;

use crate::dispute::dispute;
use crate::{DisputeStatus, LandBorder};

/// A stretch in each line: the id of the border, where it begins and ends (longitude and latitude, or `start` or `end` of the line), what
/// that is taken from (Natural Earth's boundary lines or provinces, the two outlines, a map), its status where it differs from that of the
/// dispute (else `-`), within how many kilometres a second source agrees on the ends (`-` where none was at hand), and that source.
const TABLE: &str = include_str!("../data/stretches.txt");

/// Where a stretch of a line begins or ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StretchEnd {
    /// At the start of the line.
    Start,
    /// At its end.
    End,
    /// At the point of the line nearest to this position, longitude and latitude in degrees.
    Near(Coord),
}

impl StretchEnd {
    fn read(text: &str) -> Option<Self> {
        match text {
            "start" => Some(Self::Start),
            "end" => Some(Self::End),
            at => {
                let (x, y) = at.split_once(',')?;
                Some(Self::Near(Coord { x: x.parse().ok()?, y: y.parse().ok()? }))
            }
        }
    }
}

/// A stretch of a line with its status.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct DisputedStretch {
    /// Its two ends, in any order.
    pub ends: [StretchEnd; 2],
    /// What kind of line it is.
    pub status: DisputeStatus,
    /// Within how many kilometres along the line a second source agrees on the ends; `None` where none was at hand, for a whole line too.
    pub verified_km: Option<f64>,
}

/// A line of the table.
struct Row {
    id: &'static str,
    ends: [StretchEnd; 2],
    status: Option<DisputeStatus>,
    verified_km: Option<f64>,
}

impl LandBorder {
    /// The stretches that its dispute is about: the whole line where it is about that, or where nothing finer is known; none where its edition
    /// knows of no dispute.
    ///
    /// What [`dispute()`](crate::dispute()) says is checked; where a stretch ends is checked where it says so, and else good to some kilometres.
    #[must_use]
    pub fn disputed_stretches(&self) -> Vec<DisputedStretch> {
        if !self.disputed {
            return Vec::new();
        }
        let ends = [StretchEnd::Start, StretchEnd::End];
        let whole = |status| vec![DisputedStretch { ends, status, verified_km: None }];
        let Some(dispute) = dispute(&self.id) else { return whole(DisputeStatus::Disputed) };
        let of_dispute = |row: Row| DisputedStretch {
            ends: row.ends,
            status: row.status.unwrap_or(dispute.status),
            verified_km: row.verified_km,
        };
        let finer: Vec<DisputedStretch> = rows().filter(|row| row.id == self.id).map(of_dispute).collect();
        if dispute.is_whole || finer.is_empty() { whole(dispute.status) } else { finer }
    }
}

fn rows() -> impl Iterator<Item = Row> {
    TABLE.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, from, to, _, status, verified_km, _] = fields[..] else { return None };
        let ends = [StretchEnd::read(from)?, StretchEnd::read(to)?];
        let status = if status == "-" { None } else { Some(DisputeStatus::named(status)?) };
        let verified_km = if verified_km == "-" { None } else { Some(verified_km.parse().ok()?) };
        Some(Row { id, ends, status, verified_km })
    })
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Haversine, Point};

    use super::*;
    use crate::{border, borders, disputes};

    #[test]
    fn every_line_of_the_table_is_read_and_near_its_border() {
        assert_eq!(rows().count(), TABLE.lines().count());
        for line in TABLE.lines() {
            // A tolerance names what it was held against.
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields[5] == "-", fields[6].is_empty(), "{line}");
        }
        for Row { id, ends, .. } in rows() {
            assert!(disputes().iter().any(|d| d.id == id && !d.is_whole), "{id}");
            let lines = border(id).unwrap().lines();
            for end in ends {
                let StretchEnd::Near(at) = end else { continue };
                let away = |c: &Coord| Haversine.distance(Point(*c), Point(at));
                let nearest_m = lines.0.iter().flatten().map(away).fold(f64::INFINITY, f64::min);
                assert!(nearest_m < 15_000.0, "{id} {at:?} {nearest_m}");
            }
        }
    }

    #[test]
    fn a_whole_line_is_one_stretch_and_an_agreed_one_none() {
        let stretches = |id: &str| border(id).unwrap().disputed_stretches();
        let ends = [StretchEnd::Start, StretchEnd::End];
        let whole = |status| vec![DisputedStretch { ends, status, verified_km: None }];
        assert_eq!(stretches("KOR-PRK"), whole(DisputeStatus::Armistice));
        assert_eq!(stretches("KHM-THA"), whole(DisputeStatus::Disputed));
        let kashmir: Vec<DisputeStatus> = stretches("IND-PAK").iter().map(|s| s.status).collect();
        assert_eq!(kashmir, [DisputeStatus::ControlLine, DisputeStatus::Disputed]);
        assert_eq!(stretches("EGY-SDN").len(), 2);
        // The common rivers but for the stretch at Vianden; the two regions that Georgia does not control.
        assert_eq!((stretches("DEU-LUX").len(), stretches("GEO-RUS").len(), stretches("MDA-UKR").len()), (2, 2, 1));
        assert!(stretches("FIN-SWE").is_empty());
        assert_eq!(borders().iter().filter(|b| !b.disputed_stretches().is_empty()).count(), 57);
    }
}
