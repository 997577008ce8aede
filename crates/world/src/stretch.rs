//! Which stretches of a border a dispute is about, where it is not the whole line.

use geo::Coord;

use crate::dispute::dispute;
use crate::{DisputeStatus, LandBorder};

/// A stretch in each line: the id of the border, where it begins and ends (longitude and latitude, or `start` or `end` of the line), and what
/// that is taken from: Natural Earth's boundary lines, the two outlines, or a map; then its status where it differs from that of the
/// dispute.
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
}

impl LandBorder {
    /// The stretches that its dispute is about: the whole line where it is about that, or where nothing finer is known; none where its edition
    /// knows of no dispute.
    ///
    /// What [`dispute()`](crate::dispute()) says is checked; where a stretch ends is not, and good to some kilometres.
    #[must_use]
    pub fn disputed_stretches(&self) -> Vec<DisputedStretch> {
        if !self.disputed {
            return Vec::new();
        }
        let ends = [StretchEnd::Start, StretchEnd::End];
        let Some(dispute) = dispute(&self.id) else {
            return vec![DisputedStretch { ends, status: DisputeStatus::Disputed }];
        };
        let of_dispute =
            |(_, ends, own): (_, _, Option<_>)| DisputedStretch { ends, status: own.unwrap_or(dispute.status) };
        let finer: Vec<DisputedStretch> = rows().filter(|(id, ..)| *id == self.id).map(of_dispute).collect();
        let whole = DisputedStretch { ends, status: dispute.status };
        if dispute.is_whole || finer.is_empty() { vec![whole] } else { finer }
    }
}

fn rows() -> impl Iterator<Item = (&'static str, [StretchEnd; 2], Option<DisputeStatus>)> {
    TABLE.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let (id, from, to, status) = match fields[..] {
            [id, from, to, _] => (id, from, to, None),
            [id, from, to, _, status] => (id, from, to, Some(DisputeStatus::named(status)?)),
            _ => return None,
        };
        Some((id, [StretchEnd::read(from)?, StretchEnd::read(to)?], status))
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
        for (id, ends, _) in rows() {
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
        let whole = |status| vec![DisputedStretch { ends: [StretchEnd::Start, StretchEnd::End], status }];
        assert_eq!(stretches("KOR-PRK"), whole(DisputeStatus::Armistice));
        assert_eq!(stretches("KHM-THA"), whole(DisputeStatus::Disputed));
        let kashmir: Vec<DisputeStatus> = stretches("IND-PAK").iter().map(|s| s.status).collect();
        assert_eq!(kashmir, [DisputeStatus::ControlLine, DisputeStatus::Disputed]);
        assert_eq!(stretches("EGY-SDN").len(), 2);
        assert!(stretches("FIN-SWE").is_empty());
        assert_eq!(borders().iter().filter(|b| !b.disputed_stretches().is_empty()).count(), 57);
    }
}
