//! The reference of measurements.

use std::sync::Arc;

use rayon::prelude::*;

use super::answers::{Answers, Question};
use crate::measure::{
    Among, BorderKilometres, BorderSet, GeodesicLine, Nearest, Proximity, ProximityContext, Side, SidePolygons,
    UncertainPoint, ViewLine,
};
use crate::model::{Border, LonLat};
use crate::recipe::{Filter, Length, RecipeError, distinct};

/// The reference of measurements: a border, its line, the polygons of its two sides, and comparison lines.
///
/// # Example
///
/// ```
/// use geo::point;
/// use marz::Dossier;
/// use marz::measure::UncertainPoint;
/// let dossier = Dossier::embedded()?;
/// // Kunduz, known to 5 km.
/// let kunduz = UncertainPoint::new(point!(x: 68.857, y: 36.729)).radius_m(5_000.0);
/// let (proximity, _) = &dossier.context().measure_points(&[kunduz])[0];
/// let nearest_m = proximity.nearest.distance_m;
/// assert!(proximity.distance_min_m < nearest_m && nearest_m < proximity.distance_max_m);
/// # Ok::<(), marz::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct MeasureContext<'a> {
    pub(super) border: &'a Border,
    pub(super) line: &'a GeodesicLine,
    pub(super) polygons: &'a SidePolygons,
    pub(super) within: Vec<Length>,
    pub(super) limits_m: Vec<f64>,
    pub(super) comparison: Vec<(String, &'a GeodesicLine)>,
    pub(super) among: Option<Among>,
    pub(super) views: &'a [ViewLine],
    /// Of this border, these views and whatever limits.
    answers: Arc<Answers>,
}

impl<'a> MeasureContext<'a> {
    /// A border with its line and the polygons of its two sides (which may be empty), without limits and comparison lines.
    #[must_use]
    pub fn new(border: &'a Border, line: &'a GeodesicLine, polygons: &'a SidePolygons) -> Self {
        Self {
            border,
            line,
            polygons,
            within: Vec::new(),
            limits_m: Vec::new(),
            comparison: Vec::new(),
            views: &[],
            among: None,
            answers: Arc::default(),
        }
    }

    /// Many borders instead of one: each point is measured to the nearest of all, and to the next nearest up to `nearest` of them, which take
    /// the place of comparison lines.
    ///
    /// Distance, interval and probabilities are then those of the nearest border of all, wherever in its disc the point lies; kilometres
    /// are those of the nearest border itself; the side is that of its line. The side that a report names is that of one border,
    /// and restricts nothing.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a number of 0 or above that of the borders.
    pub fn among(borders: &'a Arc<BorderSet>, nearest: usize) -> Result<Self, RecipeError> {
        let count = borders.members().len();
        if nearest == 0 || nearest > count {
            return Err(RecipeError::value(
                "nearest",
                nearest.to_string(),
                format!("a number from 1 to {count}, so many borders there are"),
            ));
        }
        let among = Some(Among { borders: Arc::clone(borders), nearest });
        Ok(Self { among, ..Self::new(borders.border(), borders.line(), borders.polygons()) })
    }

    /// The many borders; `None` where it is one.
    #[must_use]
    pub fn among_borders(&self) -> Option<&Among> {
        self.among.as_ref()
    }

    /// Sets the distances to the border for which probabilities are computed.
    #[must_use]
    pub fn within(mut self, limits: &[Length]) -> Self {
        self.within = distinct(limits);
        self.limits_m = self.within.iter().map(Length::metres).collect();
        self
    }

    /// Sets the comparison lines, each with its name: other lines to which each point is measured as well, in this order.
    #[must_use]
    pub fn compared_with(mut self, lines: Vec<(String, &'a GeodesicLine)>) -> Self {
        self.comparison = lines;
        self
    }

    /// Sets the rival lines of the border, by which verdicts are judged: see [`Proximity::judgements`].
    #[must_use]
    pub fn seen_by(mut self, views: &'a [ViewLine]) -> Self {
        self.views = views;
        self.answers = Arc::default();
        self
    }

    /// The rival lines of the border.
    #[must_use]
    pub fn views(&self) -> &'a [ViewLine] {
        self.views
    }

    /// The border.
    #[must_use]
    pub fn border(&self) -> &'a Border {
        self.border
    }

    /// Its line.
    #[must_use]
    pub fn line(&self) -> &'a GeodesicLine {
        self.line
    }

    /// The polygons of its two sides.
    #[must_use]
    pub fn polygons(&self) -> &'a SidePolygons {
        self.polygons
    }

    /// The nearest point of the border to a position, in metres and with the side: by the direction of the line, and beyond its ends and far
    /// from it by the polygons.
    #[must_use]
    pub fn nearest(&self, at: LonLat) -> Nearest {
        self.proximity_context().nearest(at)
    }

    /// The distances to the border for which probabilities are computed, in metres.
    #[must_use]
    pub fn limits_m(&self) -> &[f64] {
        &self.limits_m
    }

    /// The same distances in the units in which they were given.
    #[must_use]
    pub fn limits(&self) -> &[Length] {
        &self.within
    }

    /// The names of the comparison lines, in order.
    pub fn comparison_names(&self) -> impl Iterator<Item = &str> {
        self.comparison.iter().map(|(name, _)| name.as_str())
    }

    /// A filter with running kilometres of this border in place of those of its parts.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a part or a kilometre that the border has not.
    pub fn with_running_km(&self, filter: Filter) -> Result<Filter, RecipeError> {
        if self.among.is_some() && filter.asks_km() {
            return Err(RecipeError::value(
                "km",
                "a range of kilometres",
                "no kilometres: each belongs to one of many borders",
            ));
        }
        filter.on_border(&self.line.parts_km())
    }

    /// What a filter judges of a nearest point: its distance in metres, and its border kilometre within its own part where that is asked for.
    pub(crate) fn distance_and_km(&self, nearest: &Nearest, filter: &Filter) -> (f64, f64) {
        let km = if filter.asks_km() { self.line.own_km(nearest) } else { nearest.measure_km() };
        (nearest.distance_m, km)
    }

    /// The context of the functions of [`crate::measure`].
    pub(super) fn proximity_context(&self) -> ProximityContext<'_> {
        ProximityContext { border: self.border, line: self.line, polygons: self.polygons, limits_m: &self.limits_m }
    }

    /// The side of a position: by the direction of the line, and beyond its ends and far from it by the polygons.
    #[must_use]
    pub fn side_at(&self, at: LonLat) -> Side {
        self.nearest(at).side
    }

    /// The number of the country, none of the two of the border, in which a position lies; `None` elsewhere, and where that is not known.
    #[cfg(feature = "figures")]
    pub(crate) fn third_country_at(&self, at: LonLat) -> Option<usize> {
        self.polygons.third_country(at.into())
    }

    /// The proximity of a point whose nearest point on the line is known, its verdicts judged if there are views.
    pub(super) fn proximity(&self, point: &UncertainPoint, nearest: Nearest) -> Proximity {
        let measured = || self.completed(point, self.proximity_context().proximity(&self.asked(point), nearest));
        self.answers.get(Question::new(point, &self.limits_m, true), measured)
    }

    /// The same for many points, in their order.
    fn proximities(&self, points: &[UncertainPoint], nearest: &[Nearest]) -> Vec<Proximity> {
        let questions = points.iter().map(|p| Question::new(p, &self.limits_m, true)).collect();
        self.answers.get_all(questions, |new| {
            let (asked, nearest): (Vec<_>, Vec<_>) = new.iter().map(|&i| (self.asked(&points[i]), nearest[i])).unzip();
            let found = self.proximity_context().proximities_of_nearest(&asked, &nearest);
            new.iter().zip(found).map(|(&i, found)| self.completed(&points[i], found)).collect()
        })
    }

    /// The proximity for other limits in metres, of a point whose nearest point on the line is known.
    pub(super) fn proximity_within(&self, point: &UncertainPoint, nearest: Nearest, limits_m: &[f64]) -> Proximity {
        let context = ProximityContext { limits_m, ..self.proximity_context() };
        self.answers.get(Question::new(point, limits_m, false), || context.proximity(point, nearest))
    }

    /// A point as it is measured: a side belongs to one border.
    fn asked(&self, point: &UncertainPoint) -> UncertainPoint {
        if self.among.is_some() { point.on_side(Side::Unknown) } else { *point }
    }

    fn completed(&self, point: &UncertainPoint, mut found: Proximity) -> Proximity {
        if let Some(Among { borders, .. }) = &self.among {
            // A range of kilometres belongs to one border as well.
            return Proximity { nearest: borders.with_own_measure(found.nearest), km_range: None, ..found };
        }
        if !self.views.is_empty() {
            found.judgements = Some(Box::new(self.proximity_context().judgements(point, &found, self.views)));
        }
        found
    }

    /// Measures points, in order: for each the proximity to the border and the nearest points of the comparison lines. Points with location
    /// radii are measured on all cores.
    #[must_use]
    pub fn measure_points(&self, points: &[UncertainPoint]) -> Vec<(Proximity, Vec<Nearest>)> {
        self.measure_points_with(points, &|_| ())
    }

    /// The same; `done` gets the number of points of each part as soon as it is measured.
    pub(crate) fn measure_points_with(
        &self,
        points: &[UncertainPoint],
        done: &(dyn Fn(usize) + Sync),
    ) -> Vec<(Proximity, Vec<Nearest>)> {
        /// Points with location radii in a part: some tenths of a second of work at most.
        const PART: usize = 64;
        let at: Vec<_> = points.iter().map(|p| p.point).collect();
        let mut compared: Vec<_> = self.comparison.iter().map(|(_, l)| l.nearest_batch(&at).into_iter()).collect();
        let nearest = self.line.nearest_batch(&at);
        let measured = |(points, nearest): (&[UncertainPoint], &[Nearest])| {
            let found = self.proximities(points, nearest);
            done(points.len());
            found
        };
        let has_radii = points.iter().any(|p| p.radius_m.is_some_and(|radius_m| radius_m > 0.0));
        let found: Vec<Vec<Proximity>> = match has_radii {
            true => points.par_chunks(PART).zip(nearest.par_chunks(PART)).map(measured).collect(),
            false => vec![measured((points, nearest.as_slice()))],
        };
        let beside = |point: &UncertainPoint| match &self.among {
            Some(among) => among.next(point),
            None => compared.iter_mut().filter_map(Iterator::next).collect(),
        };
        found.into_iter().flatten().zip(points.iter().map(beside)).collect()
    }
}
