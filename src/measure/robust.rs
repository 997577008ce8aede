//! Whether a verdict holds: under every line of the border, and over the whole interval of a place.
//!
//! The verdicts are whether a point lies within a distance of the border, and on which side. Each is made in the same way by the border and by
//! every view: over the disc of the location radius, with the accuracy of the border. A view's own accuracy is a tolerance: only what no
//! line within it gives is another verdict.

use marz_geodesic::{Side, UncertainPoint};

use super::judgement::{Judgement, Judgements, Robustness};
use super::proximity::{Proximity, ProximityContext};
use super::view_line::ViewLine;

/// What one view says of one verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Same,
    Other,
    /// Near a gap.
    None,
}

fn judgement(answers: impl Iterator<Item = Answer>, is_open: bool) -> Judgement {
    let answers: Vec<Answer> = answers.collect();
    let views: Vec<usize> = (0..answers.len()).filter(|i| answers.get(*i) == Some(&Answer::Other)).collect();
    let robustness = match () {
        () if !views.is_empty() => Robustness::DependsOnLine,
        () if answers.contains(&Answer::None) => Robustness::NotJudged,
        () if is_open => Robustness::DependsOnPlace,
        () => Robustness::Robust,
    };
    Judgement { robustness, views }
}

/// A point as one view has it.
struct Seen<'v> {
    view: &'v ViewLine,
    /// The interval of its distance, with the accuracy of the border.
    low_m: f64,
    high_m: f64,
    /// The distance of the point itself, above 0 to the left of the view; `None` where the view has no side.
    signed_m: Option<f64>,
    /// How near a line that is missing in a gap may come.
    gap_m: f64,
}

impl ProximityContext<'_> {
    /// Judges the verdicts on a point, measured in this context, by rival lines of the border.
    #[must_use]
    pub fn judgements(&self, point: &UncertainPoint, p: &Proximity, views: &[ViewLine]) -> Judgements {
        let point = self.opened(point);
        let accuracy_m = p.border_accuracy_m;
        let radius_m = p.radius_m.unwrap_or(0.0);
        let seen: Vec<Seen<'_>> = views.iter().map(|view| seen(view, &point, accuracy_m)).collect();
        let within = p.within.iter().map(|w| {
            let own = p.verdict(w);
            let answers = seen.iter().map(|s| s.within(own, w.limit_m, radius_m + accuracy_m));
            judgement(answers, own == "possible")
        });
        let within: Vec<Judgement> = within.collect();
        let is_reported = p.side_as_reported && p.nearest.side != Side::Disputed;
        let side = if is_reported {
            Judgement { robustness: Robustness::Robust, views: Vec::new() }
        } else {
            let reach_m = radius_m + accuracy_m;
            let own = OwnSide::of(p.nearest.side, p.nearest.distance_m, reach_m);
            judgement(seen.iter().map(|s| s.side(own, radius_m, reach_m)), own == OwnSide::Open)
        };
        let differs = |number: &usize| within.iter().chain([&side]).any(|j| j.views.contains(number));
        let names: Vec<&str> =
            (0..views.len()).filter(differs).filter_map(|n| views.get(n)).map(|v| v.name.as_str()).collect();
        Judgements { differing: names.join("; "), within, side }
    }
}

/// The side by the border itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OwnSide {
    Left,
    Right,
    /// The disc, or the accuracy of the border, reaches across it.
    Open,
    Disputed,
    Unknown,
}

impl OwnSide {
    fn of(side: Side, distance_m: f64, reach_m: f64) -> Self {
        match side {
            Side::Disputed => Self::Disputed,
            Side::Unknown => Self::Unknown,
            Side::Left if distance_m > reach_m => Self::Left,
            Side::Right if distance_m > reach_m => Self::Right,
            Side::Left | Side::Right | Side::On => Self::Open,
        }
    }
}

fn seen<'v>(view: &'v ViewLine, point: &UncertainPoint, accuracy_m: f64) -> Seen<'v> {
    let found = view.line.proximity(point, &[]);
    let distance_m = found.nearest.distance_m;
    Seen {
        view,
        low_m: (found.distance_min_m - accuracy_m).max(0.0),
        high_m: found.distance_max_m + accuracy_m,
        signed_m: match found.nearest.side {
            Side::Left => Some(distance_m),
            Side::Right => Some(-distance_m),
            Side::On => Some(0.0),
            Side::Unknown | Side::Disputed => None,
        },
        gap_m: view.missing_m(point.point),
    }
}

impl Seen<'_> {
    /// Whether the view, or a line within its tolerance of it, gives the same answer.
    fn within(&self, own: &str, limit_m: f64, reach_m: f64) -> Answer {
        let slack_m = self.view.accuracy_m;
        // What is missing can only bring the line nearer.
        if self.high_m > limit_m && self.gap_m - reach_m - slack_m <= limit_m {
            return Answer::None;
        }
        let is_same = match own {
            "yes" => self.high_m - slack_m <= limit_m,
            "no" => self.low_m + slack_m > limit_m,
            _ => self.low_m - slack_m <= limit_m && self.high_m + slack_m > limit_m,
        };
        if is_same { Answer::Same } else { Answer::Other }
    }

    fn side(&self, own: OwnSide, radius_m: f64, reach_m: f64) -> Answer {
        let slack_m = self.view.accuracy_m;
        let Some(signed_m) = self.signed_m.filter(|s| self.gap_m > s.abs() + 2.0 * radius_m + slack_m) else {
            return Answer::None;
        };
        let is_same = match own {
            OwnSide::Left => signed_m + slack_m > reach_m,
            OwnSide::Right => slack_m - signed_m > reach_m,
            OwnSide::Open => signed_m.abs() - slack_m <= reach_m,
            OwnSide::Disputed => false,
            OwnSide::Unknown => return Answer::None,
        };
        if is_same { Answer::Same } else { Answer::Other }
    }
}
