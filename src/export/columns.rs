//! The columns of measured records, from which every format is written.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::cell::Cell;
use super::fields::{Field as OutputField, Kind, RADIUS};
use super::number::{BEARING, DEGREES, METRES, PROBABILITY};
use super::of_border::OfBorder;
use super::record::MeasuredRecord;
use crate::error::Error;
use crate::measure::{Among, Judgements, Proximity, Side};
use crate::measured::MeasureContext;
use crate::recipe::Length;

#[derive(Debug, Clone)]
enum Field {
    Id,
    Lon,
    Lat,
    Distance,
    NearestLon,
    NearestLat,
    BorderKm,
    Side,
    Bearing,
    Radius,
    DistanceMin,
    DistanceMax,
    Probability(usize),
    PLeft,
    PLeftBasis,
    KmMin,
    KmMax,
    Verdict(usize),
    ComparisonDistance(usize),
    ComparisonKm(usize),
    ComparisonSide(usize),
    Spread,
    SidesAgree,
    Edition,
    /// Of the nearest border, or of one of the next nearest, by its rank from 0.
    OfBorder(usize, OfBorder),
    BorderSure,
    WithinRobustness(usize),
    SideRobustness,
    DifferingViews,
}

/// The columns of one run, in order.
#[derive(Debug, Clone)]
pub struct Columns {
    fields: Vec<(String, Field)>,
    edition: String,
    carried: Option<String>,
    among: Option<Among>,
}

impl Columns {
    /// The columns for given distance limits, comparison lines and edition of the border.
    ///
    /// # Arguments
    ///
    /// `limits` are named as they were given (`5km`), `comparison_lines` by their files; without an `edition` there is no column for
    /// it.
    #[must_use]
    pub fn new(limits: &[String], comparison_lines: &[String], edition: &str) -> Self {
        let mut fields: Vec<(String, Field)> = Vec::new();
        let mut add = |name: &str, field: Field| fields.push((name.to_owned(), field));
        add("id", Field::Id);
        add("lon", Field::Lon);
        add("lat", Field::Lat);
        add("distance_m", Field::Distance);
        add("nearest_lon", Field::NearestLon);
        add("nearest_lat", Field::NearestLat);
        add("border_km", Field::BorderKm);
        add("side", Field::Side);
        add("bearing_deg", Field::Bearing);
        add(RADIUS, Field::Radius);
        add("distance_min_m", Field::DistanceMin);
        add("distance_max_m", Field::DistanceMax);
        for (i, limit) in limits.iter().enumerate() {
            add(&format!("p_within_{limit}"), Field::Probability(i));
        }
        add("p_left", Field::PLeft);
        add("p_left_basis", Field::PLeftBasis);
        add("border_km_min", Field::KmMin);
        add("border_km_max", Field::KmMax);
        for (i, limit) in limits.iter().enumerate() {
            add(&format!("within_{limit}"), Field::Verdict(i));
        }
        for (i, name) in comparison_lines.iter().enumerate() {
            add(&format!("distance_m_{name}"), Field::ComparisonDistance(i));
            add(&format!("border_km_{name}"), Field::ComparisonKm(i));
            add(&format!("side_{name}"), Field::ComparisonSide(i));
        }
        if !comparison_lines.is_empty() {
            add("distance_spread_m", Field::Spread);
            add("sides_agree", Field::SidesAgree);
        }
        if !edition.is_empty() {
            add("border_edition", Field::Edition);
        }
        Self { fields, edition: edition.to_owned(), carried: None, among: None }
    }

    /// Refuses distances that would give columns of one name: databases take names that differ in case alone for the same.
    ///
    /// # Errors
    ///
    /// [`Error::Request`], which names the option.
    pub fn distinct(within: &[Length]) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        match within.iter().map(Length::to_string).find(|name| !seen.insert(name.to_lowercase())) {
            Some(twice) => {
                let message = format!("--within {twice}: two fields would be called p_within_{twice}");
                Err(Error::request(message, "name every distance once".to_owned()))
            }
            None => Ok(()),
        }
    }

    /// The columns of points measured to the nearest of many borders.
    fn among(limits: &[String], edition: &str, among: &Among) -> Self {
        let one = Self::new(limits, &[], edition).fields.into_iter();
        // What belongs to one border alone is left out.
        let is_kept = |field: &Field| !matches!(field, Field::PLeft | Field::PLeftBasis | Field::KmMin | Field::KmMax);
        let mut fields = Vec::new();
        for (name, field) in one.filter(|(_, field)| is_kept(field)) {
            match field {
                Field::NearestLon => {
                    fields.extend(OfBorder::NAMES.map(|(of, name)| (name.to_owned(), Field::OfBorder(0, of))))
                }
                Field::Edition => {
                    fields.push(("nearest_border_sure".to_owned(), Field::BorderSure));
                    for rank in 1..among.nearest {
                        let number = rank + 1;
                        let of_rank =
                            |(of, name): (OfBorder, &str)| (format!("{name}_{number}"), Field::OfBorder(rank, of));
                        fields.extend(OfBorder::NAMES.into_iter().chain(OfBorder::PLACE).map(of_rank));
                    }
                }
                _ => {}
            }
            fields.push((name, field));
        }
        Self { fields, edition: edition.to_owned(), carried: None, among: Some(among.clone()) }
    }

    /// The many borders to the nearest of which was measured; `None` where it was one.
    #[must_use]
    pub(super) fn among_borders(&self) -> Option<&Among> {
        self.among.as_ref()
    }

    /// The columns of what is measured in a context.
    #[must_use]
    pub fn of(context: &MeasureContext<'_>) -> Self {
        let limits: Vec<String> = context.limits().iter().map(Length::to_string).collect();
        let lines: Vec<String> = context.comparison_names().map(str::to_owned).collect();
        if let Some(among) = context.among_borders() {
            return Self::among(&limits, &context.border().facts.edition, among);
        }
        let mut columns = Self::new(&limits, &lines, &context.border().facts.edition);
        if !context.views().is_empty() {
            let within = limits.iter().enumerate();
            let within = within.map(|(i, limit)| (format!("within_{limit}_robustness"), Field::WithinRobustness(i)));
            let more = [("side_robustness", Field::SideRobustness), ("differing_views", Field::DifferingViews)];
            columns.fields.extend(within.chain(more.map(|(name, field)| (name.to_owned(), field))));
        }
        columns
    }

    /// The same carrying the edition of the data ([`Case::edition`](crate::model::Case::edition)), where there is one: a table in text, which
    /// has no other place for it, gets it as its last column `edition`.
    #[must_use]
    pub fn carrying(self, edition: Option<&str>) -> Self {
        Self { carried: edition.map(str::to_owned), ..self }
    }

    /// The edition of the data that the table carries.
    pub(super) fn carried(&self) -> Option<&str> {
        self.carried.as_deref()
    }

    /// The description of each column, in order.
    #[must_use]
    pub fn fields(&self) -> Vec<OutputField> {
        self.fields.iter().map(|(name, field)| meaning(name, field)).collect()
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.as_str())
    }

    /// The values of one record, in the order of the columns.
    pub fn cells<'m>(&'m self, m: &'m MeasuredRecord<'_>) -> impl Iterator<Item = Cell<'m>> {
        self.fields.iter().map(move |(_, field)| self.cell(field, m))
    }

    /// The columns as members of an object, `id` and coordinates left out.
    pub fn members(&self, m: &MeasuredRecord<'_>) -> Map<String, Value> {
        let named = self.fields.iter().filter(|(_, f)| !matches!(f, Field::Id | Field::Lon | Field::Lat));
        named.map(|(name, field)| (name.clone(), self.cell(field, m).json())).collect()
    }

    /// The properties of the record and the measured columns, as one flat object.
    #[must_use]
    pub fn flat(&self, m: &MeasuredRecord<'_>) -> Map<String, Value> {
        let mut flat = m.properties();
        flat.extend(self.members(m));
        flat
    }

    fn cell<'m>(&'m self, field: &Field, m: &'m MeasuredRecord<'_>) -> Cell<'m> {
        let degrees = |v: f64| Cell::Number(v, DEGREES);
        let metres = |v: f64| Cell::Number(v, METRES);
        match field {
            Field::Id => return Cell::Text(m.id()),
            Field::Lon => return m.at.map_or(Cell::Empty, |at| degrees(at.lon())),
            Field::Lat => return m.at.map_or(Cell::Empty, |at| degrees(at.lat())),
            _ => {}
        }
        let Some(p) = m.proximity else { return Cell::Empty };
        let n = &p.nearest;
        match field {
            Field::Id | Field::Lon | Field::Lat => Cell::Empty,
            Field::Edition => Cell::Text(&self.edition),
            Field::Distance => metres(n.distance_m),
            Field::NearestLon => degrees(n.point.x()),
            Field::NearestLat => degrees(n.point.y()),
            Field::BorderKm => metres(n.measure_km()),
            Field::Side => Cell::Word(n.side.as_str()),
            Field::Bearing => n.bearing_deg.map_or(Cell::Empty, |v| Cell::Number(v, BEARING)),
            Field::Radius => p.radius_m.map_or(Cell::Empty, metres),
            Field::DistanceMin => metres(p.distance_min_m),
            Field::DistanceMax => metres(p.distance_max_m),
            Field::Probability(i) => p.within.get(*i).map_or(Cell::Empty, |w| Cell::Number(w.probability, PROBABILITY)),
            Field::PLeft => p.p_left.map_or(Cell::Empty, |v| Cell::Number(v, PROBABILITY)),
            Field::PLeftBasis => match p.p_left {
                None => Cell::Empty,
                Some(_) if p.side_as_reported => Cell::Word("reported"),
                Some(_) => Cell::Word("computed"),
            },
            Field::KmMin => p.km_range.map_or(Cell::Empty, |(low, _)| metres(low)),
            Field::KmMax => p.km_range.map_or(Cell::Empty, |(_, high)| metres(high)),
            Field::Verdict(i) => p.within.get(*i).map_or(Cell::Empty, |w| Cell::Word(p.verdict(w))),
            Field::ComparisonDistance(i) => m.comparison.get(*i).map_or(Cell::Empty, |r| metres(r.distance_m)),
            Field::ComparisonKm(i) => m.comparison.get(*i).map_or(Cell::Empty, |r| metres(r.measure_km())),
            Field::ComparisonSide(i) => m.comparison.get(*i).map_or(Cell::Empty, |r| Cell::Word(r.side.as_str())),
            Field::Spread => metres(spread_m(p, m)),
            Field::SidesAgree => Cell::Word(if sides_agree(p, m) { "yes" } else { "no" }),
            Field::BorderSure => match (&self.among, p.radius_m) {
                (Some(among), Some(_)) if among.is_sure(p, m.comparison) => Cell::Word("yes"),
                (Some(_), Some(_)) => Cell::Word("possible"),
                _ => Cell::Empty,
            },
            Field::OfBorder(rank, of) => {
                let nearest = if *rank == 0 { Some(n) } else { m.comparison.get(rank - 1) };
                let member = nearest.and_then(|n| Some((n, self.among.as_ref()?.borders.member_of(n)?)));
                member.map_or(Cell::Empty, |(n, member)| of.cell(member, n))
            }
            Field::WithinRobustness(_) | Field::SideRobustness | Field::DifferingViews => match &p.judgements {
                Some(judgements) => judged(judgements, field),
                None => Cell::Empty,
            },
        }
    }
}

/// Whether a verdict holds under all lines.
fn judged<'m>(judgements: &'m Judgements, field: &Field) -> Cell<'m> {
    match field {
        Field::WithinRobustness(i) => {
            judgements.within.get(*i).map_or(Cell::Empty, |j| Cell::Word(j.robustness.as_str()))
        }
        Field::SideRobustness => Cell::Word(judgements.side.robustness.as_str()),
        _ => Cell::Text(&judgements.differing),
    }
}

/// The description of a column.
fn meaning(name: &str, field: &Field) -> OutputField {
    use Kind::{Real, Text};
    let (kind, unit, hxl, words) = match field {
        Field::Id => (Text, "", "#event+id", "The stable id of the record"),
        Field::Lon => (Real, "degrees", "#geo+lon", "Longitude of the point, WGS84"),
        Field::Lat => (Real, "degrees", "#geo+lat", "Latitude of the point, WGS84"),
        Field::Distance => (Real, "metres", "#x_distance", "The shortest WGS84 geodesic from the point to the border"),
        Field::NearestLon => (Real, "degrees", "", "Longitude of the nearest point of the border"),
        Field::NearestLat => (Real, "degrees", "", "Latitude of the nearest point of the border"),
        Field::BorderKm => {
            (Real, "kilometres", "", "The border kilometre of the nearest point, from the start of the line")
        }
        Field::Side => (
            Text,
            "",
            "",
            "The side on which the point lies, walking from the start: left, right, on, disputed, unknown",
        ),
        Field::Bearing => {
            (Real, "degrees", "", "The azimuth from the point to the nearest point, clockwise from north")
        }
        Field::Radius => {
            (Real, "metres", "#geo+precision", "The location radius: it happened within so far of the point")
        }
        Field::DistanceMin => {
            (Real, "metres", "", "The least distance that the radius and the accuracy of the border allow")
        }
        Field::DistanceMax => (Real, "metres", "", "The greatest distance that they allow"),
        Field::Probability(_) => (Real, "0 to 1", "", "The probability of lying within the distance in the name"),
        Field::PLeft => (Real, "0 to 1", "", "The probability of lying to the left of the border"),
        Field::PLeftBasis => (Text, "", "", "Whether p_left is reported or computed"),
        Field::KmMin => (Real, "kilometres", "", "The least border kilometre that the radius allows"),
        Field::KmMax => (Real, "kilometres", "", "The greatest border kilometre that the radius allows"),
        Field::Verdict(_) => (
            Text,
            "",
            "",
            "Whether it lies within the distance in the name, the accuracy of the line counted: yes, no or possible",
        ),
        Field::ComparisonDistance(_) => (Real, "metres", "", "The distance to the other line in the name"),
        Field::ComparisonKm(_) => (Real, "kilometres", "", "The kilometre of the other line in the name"),
        Field::ComparisonSide(_) => (Text, "", "", "The side of the other line in the name"),
        Field::Spread => (Real, "metres", "", "The greatest less the least distance over all lines"),
        Field::SidesAgree => (Text, "", "", "Whether no line puts the point on another side than another line does"),
        Field::Edition => (Text, "", "", "The edition of the border line"),
        Field::BorderSure => (
            Text,
            "",
            "",
            "Whether that border is the nearest of all wherever in its disc the point lies: yes, or else possible; empty without a radius",
        ),
        Field::OfBorder(_, of) => of.meaning(),
        Field::WithinRobustness(_) => (
            Text,
            "",
            "",
            "Whether the answer for the distance in the name holds by all lines: robust, depends_on_place, depends_on_line, not_judged",
        ),
        Field::SideRobustness => (Text, "", "", "Whether the side holds by all lines, in the same words"),
        Field::DifferingViews => (Text, "", "", "The views by which any answer is another one, joined with '; '"),
    };
    OutputField::new(name, kind, unit, hxl, words)
}

/// The range of the distance over the border and the comparison lines, in metres.
pub fn spread_m(p: &Proximity, m: &MeasuredRecord<'_>) -> f64 {
    let all = || m.comparison.iter().map(|r| r.distance_m).chain([p.nearest.distance_m]);
    all().fold(f64::MIN, f64::max) - all().fold(f64::MAX, f64::min)
}

/// Whether the border and all comparison lines put the point on the same side; lines that leave it open are not counted.
pub fn sides_agree(p: &Proximity, m: &MeasuredRecord<'_>) -> bool {
    let is_known = |s: Side| matches!(s, Side::Left | Side::Right);
    let mut sides = m.comparison.iter().map(|r| r.side).chain([p.nearest.side]).filter(|s| is_known(*s));
    let first = sides.next();
    sides.all(|s| Some(s) == first)
}
