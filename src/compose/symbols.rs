//! Incidents on the map: their symbols, and the leader lines to their points.

use super::counted::{counted, counted_radius};
use super::furniture::text;
use super::hexagons::Hexagon;
use super::scene::{About, Anchor, Disc, Item, Layer, Paint, Shape, Stroke};
use super::style::{Form, MOST_DEATHS, Mark, Style, Theme, outline, symbol_radius};
use super::symbol_outline::SymbolOutline;
use crate::measure::Side;
use crate::measured::MeasuredIncident;
use crate::model::{Incident, ReportedSide, Status};
use crate::project::{Page, Rect};
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// The size of a number inside a symbol, in units of the design.
const NUMBER: f64 = 13.0;

/// One incident to be drawn, or several counted together.
#[derive(Debug, Clone)]
pub struct Symbol<'a> {
    /// The incident; of several, the first.
    pub incident: &'a Incident,
    /// The incidents that are counted together; empty for a single one.
    crowd: Vec<&'a Incident>,
    /// The hexagons in which these lie, where they are counted so.
    pub hexagons: Vec<Hexagon>,
    /// Its true position on the page; of several, that of one in their middle.
    pub point: Page,
    /// Where the symbol is drawn, after displacement.
    pub at: Page,
    /// The side of the border on which it must be drawn; [`Side::On`] where it may lie on either, [`Side::Unknown`] beyond both.
    pub side: Side,
    /// The number of the third country in which what lies beyond both sides is.
    pub third: Option<usize>,
    /// The radius of the circle that has its area.
    pub radius: f64,
    /// Pixels to a unit of the design, for its size: smaller where symbols crowd.
    pub unit: f64,
    /// More dead than this are drawn as this many.
    pub most_dead: u32,
    /// Its location radius, in pixels.
    pub location_radius: f64,
    /// Whether deaths are shown by its area.
    pub is_scaled: bool,
    /// Its number in the key, from 1; `None` without a key.
    pub number: Option<u32>,
}

impl<'a> Symbol<'a> {
    pub fn new(incident: &'a Incident, point: Page, location_radius: f64, style: &Style) -> Self {
        // Of a category that is no armed violence a number of dead is shown where one is given.
        let is_given = incident.category.counts() && incident.killed.best_or_least().is_some();
        let is_scaled = style.theme.mark(incident.category).is_scaled || is_given;
        let mut symbol = Self {
            incident,
            crowd: Vec::new(),
            hexagons: Vec::new(),
            point,
            at: point,
            side: Side::Unknown,
            third: None,
            radius: 0.0,
            unit: style.unit,
            most_dead: MOST_DEATHS,
            location_radius,
            is_scaled,
            number: None,
        };
        symbol.resize(style.unit);
        symbol
    }

    /// The symbol on the side of the border where it must be drawn, as it was measured.
    pub fn on_side_of(self, measured: Option<&MeasuredIncident<'_>>) -> Self {
        let Some((m, nearest)) = measured.and_then(|m| Some((m, m.nearest()?))) else { return self };
        match m.drawn_side() {
            // Of both sides is of no third country, however near a tripoint its point lies.
            Side::Unknown if nearest.side == Side::Unknown && m.reported_side() != Some(ReportedSide::Both) => {
                let third = self.incident.at.and_then(|at| m.context().third_country_at(at));
                Self { side: Side::Unknown, third, ..self }
            }
            Side::Unknown => Self { side: Side::On, ..self },
            side => Self { side, ..self },
        }
    }

    /// Several symbols of one side as a count of their incidents, at the point of the one in their middle.
    pub fn counted(symbols: &[&Symbol<'a>], style: &Style) -> Self {
        let mut crowd: Vec<&'a Incident> = symbols.iter().flat_map(|s| s.incidents()).collect();
        crowd.sort_by(|a, b| a.date.days().0.cmp(&b.date.days().0).then_with(|| a.id.cmp(&b.id)));
        let sum = symbols.iter().fold((0.0, 0.0, 0.0), |(x, y, n), s| {
            let count = f64::from(u32::try_from(s.incidents().count()).unwrap_or(u32::MAX));
            (x + count * s.point.0, y + count * s.point.1, n + count)
        });
        let middle = (sum.0 / sum.2, sum.1 / sum.2);
        let nearest = symbols.iter().min_by(|a, b| apart(a.point, middle).total_cmp(&apart(b.point, middle)));
        let mut symbol = symbols[0].clone();
        symbol.point = nearest.map_or(middle, |s| s.point);
        symbol.incident = crowd[0];
        symbol.hexagons = symbols.iter().flat_map(|s| s.hexagons.iter().copied()).collect();
        (symbol.at, symbol.is_scaled, symbol.number) = (symbol.point, false, None);
        symbol.radius = counted_radius(crowd.len(), style);
        symbol.crowd = crowd;
        symbol
    }

    /// Sets its size by the pixels to a unit of the design. A count keeps the size in which its number can be read.
    pub fn resize(&mut self, unit: f64) {
        if self.is_single() {
            self.unit = unit;
            let dead = self.incident.killed.best_or_least().map(|n| n.min(self.most_dead));
            self.radius = symbol_radius(self.is_scaled, dead, unit);
        }
    }

    /// The same at the same place for those of its incidents that are kept; `None` if none is.
    pub fn of(&self, is_kept: impl Fn(&Incident) -> bool, style: &Style) -> Option<Self> {
        if self.is_single() {
            return is_kept(self.incident).then(|| self.clone());
        }
        let crowd: Vec<&'a Incident> = self.crowd.iter().copied().filter(|i| is_kept(i)).collect();
        let incident = *crowd.first()?;
        Some(Self { incident, radius: counted_radius(crowd.len(), style), crowd, ..self.clone() })
    }

    /// Its incidents.
    pub fn incidents(&self) -> impl Iterator<Item = &'a Incident> + '_ {
        std::iter::once(self.incident).filter(|_| self.is_single()).chain(self.crowd.iter().copied())
    }

    /// Whether it stands for one incident, and is no count of several.
    pub fn is_single(&self) -> bool {
        self.crowd.is_empty()
    }

    /// Whether the symbol is drawn hollow: what is disputed or denied.
    pub fn is_hollow(&self) -> bool {
        self.is_single() && matches!(self.incident.status, Status::Disputed | Status::Denied)
    }

    /// Whether its number is large enough to stand inside.
    pub fn holds_number(&self, style: &Style) -> bool {
        let room = style.letters(NUMBER) / NUMBER;
        self.number.is_some_and(|n| self.radius >= room * if n < 10 { 9.0 } else { 11.0 })
    }

    /// The extent of the symbol from its middle, the ring of the highest figure included.
    pub fn extent(&self, style: &Style) -> f64 {
        if !self.is_single() {
            return self.radius;
        }
        let look = style.theme.mark(self.incident.category);
        let corners = outline(look.form, (0.0, 0.0), self.radius).unwrap_or_default();
        let own = corners.iter().map(|p| p.0.abs().max(p.1.abs())).fold(self.radius, f64::max);
        own.max(self.highest().unwrap_or(0.0))
    }

    /// What it covers.
    pub fn outline(&self, style: &Style) -> SymbolOutline {
        /// Corners of a ring.
        const CORNERS: u8 = 48;
        let circle = |radius: f64| -> Vec<Page> {
            let angles = (0..CORNERS).map(|i| f64::from(i) / f64::from(CORNERS) * std::f64::consts::TAU);
            angles.map(|a| (self.at.0 + radius * a.cos(), self.at.1 + radius * a.sin())).collect()
        };
        let look = style.theme.mark(self.incident.category);
        let own = if self.is_single() { outline(look.form, self.at, self.radius) } else { None };
        let highest = self.highest().filter(|_| self.is_single()).map(circle);
        let rings = [Some(own.unwrap_or_else(|| circle(self.radius))), highest];
        SymbolOutline { at: self.at, rings: rings.into_iter().flatten().collect() }
    }

    /// The radius of the ring of the highest figure of dead, where it is higher than that of the symbol.
    pub fn highest(&self) -> Option<f64> {
        let killed = &self.incident.killed;
        let (least, most) = killed.best_or_least().zip(killed.max)?;
        (self.is_scaled && most > least).then(|| symbol_radius(true, Some(most.min(self.most_dead)), self.unit))
    }

    /// The square around the symbol.
    pub fn bounds(&self, style: &Style) -> Rect {
        let r = self.extent(style);
        Rect { x: self.at.0 - r, y: self.at.1 - r, width: 2.0 * r, height: 2.0 * r }
    }
}

/// The distance of two points. `sqrt` instead of `hypot`: IEEE 754 rounds it alike on every machine.
pub fn apart(a: Page, b: Page) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

/// Leader lines from displaced symbols to their true positions.
pub fn leader_lines(symbols: &[Symbol<'_>], style: &Style) -> Layer {
    let (theme, unit) = (style.theme, style.unit);
    let mut layer = Layer::new("leader-lines", "Leader lines");
    for s in symbols.iter().filter(|s| apart(s.at, s.point) > 1.0) {
        layer.items.push(Item::Shape(Shape {
            paths: vec![vec![s.point, s.at]],
            fill: None,
            stroke: Some(Stroke::solid(theme.ink.fade(0.8), 1.1 * unit)),
            about: None,
        }));
    }
    layer
}

/// The true positions of displaced symbols: above all symbols, so that none is hidden, but for the counts, whose numbers they would hide.
pub fn anchors(symbols: &[Symbol<'_>], style: &Style) -> Layer {
    let mut layer = Layer::new("anchors", "True positions");
    let (theme, unit) = (style.theme, style.unit);
    let mut dots: Vec<Page> = Vec::new();
    let is_on_count = |at: Page| symbols.iter().any(|c| !c.is_single() && apart(c.at, at) < c.radius);
    // One within its own symbol is left out.
    for s in symbols.iter().filter(|s| apart(s.at, s.point) > s.radius && !is_on_count(s.point)) {
        if !dots.iter().any(|d| apart(*d, s.point) < 0.5) {
            dots.push(s.point);
            layer.items.push(Item::Disc(Disc {
                centre: s.point,
                radius: 2.0 * unit,
                fill: Some(theme.ink),
                stroke: Some(Stroke::solid(theme.paper, 0.8 * unit)),
                about: None,
            }));
        }
    }
    layer
}

/// The symbols, larger ones below, and counts above all others, so that nothing hides their numbers; numbers that have room stand inside.
pub fn drawn(symbols: &[Symbol<'_>], style: &Style) -> Layer {
    let mut layer = Layer::new("incidents", "Incidents");
    let mut order: Vec<&Symbol<'_>> = symbols.iter().collect();
    order.sort_by(|a, b| b.is_single().cmp(&a.is_single()).then(b.radius.total_cmp(&a.radius)));
    for s in order {
        if !s.is_single() {
            layer.items.extend(counted(s.at, s.radius, &s.crowd, style));
            continue;
        }
        let i = s.incident;
        let look = style.theme.mark(i.category);
        if let Some(radius) = s.highest() {
            let stroke = Some(Stroke::solid(look.paint, style.unit));
            layer.items.push(Item::Disc(Disc { centre: s.at, radius, fill: None, stroke, about: None }));
        }
        layer.items.extend(symbol(&look, s.at, s.radius, s.is_hollow(), style, Some(About::incident(i))));
        let ink = if s.is_hollow() { look.paint } else { on(look.paint, style.theme) };
        if s.holds_number(style) {
            let size = style.letters(NUMBER);
            let words = style.number(s.number.unwrap_or_default());
            // A triangle is widest where its middle is not.
            let shift = match look.form {
                Form::Triangle => 0.18 * s.radius,
                Form::TriangleDown => -0.18 * s.radius,
                _ => 0.0,
            };
            let at = (s.at.0, s.at.1 + 0.5 * CAP_HEIGHT * size + shift);
            layer.items.push(text(&words, at, Anchor::Middle, FontStyle::Bold, size, ink));
        } else if s.is_scaled && i.killed.best_or_least().is_none() {
            layer.items.push(unknown_bar(s.at, s.radius, ink));
        } else if s.is_scaled && i.killed.best_or_least() == Some(0) {
            layer.items.push(zero_hole(s.at, s.radius, ink));
        }
    }
    layer
}

/// The ink of a theme that is read best on a colour.
fn on(basemap: Paint, theme: &Theme) -> Paint {
    if theme.paper.contrast(basemap) >= theme.ink.contrast(basemap) { theme.paper } else { theme.ink }
}

/// One symbol; also for the legend.
pub fn symbol(look: &Mark, at: Page, radius: f64, hollow: bool, style: &Style, about: Option<About>) -> Vec<Item> {
    let hollow = hollow || look.form == Form::Ring;
    let paper = style.theme.paper;
    let fill = Some(if hollow { paper } else { look.paint });
    let edge = if hollow { look.paint } else { paper };
    let width = style.px(if hollow { 2.2 } else { 1.3 });
    let r = if hollow { radius - style.px(0.8) } else { radius };
    let stroke = Some(Stroke::solid(edge, width));
    vec![match outline(look.form, at, r) {
        None => Item::Disc(Disc { centre: at, radius: r, fill, stroke, about }),
        Some(ring) => Item::Shape(Shape { paths: vec![ring], fill, stroke, about }),
    }]
}

/// The hole of a symbol without deaths.
pub fn zero_hole(centre: Page, radius: f64, paint: Paint) -> Item {
    Item::Disc(Disc { centre, radius: 0.44 * radius, fill: Some(paint), stroke: None, about: None })
}

/// The bar of a symbol with an unknown number of dead.
pub fn unknown_bar((x, y): Page, radius: f64, paint: Paint) -> Item {
    let (a, b) = (radius * 0.5, radius * 0.16);
    let ring = vec![(x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b)];
    Item::Shape(Shape { paths: vec![ring], fill: Some(paint), stroke: None, about: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample;

    fn incident(category: &str, killed: &str) -> Incident {
        let text = format!(
            r#"{{"title":"t","summary":"s","category":"{category}","date":"2024-05-03","location":{{"name":"n",
            "basis":"gazetteer","extent":"point"}},"killed":{{"min":{killed},"max":{killed}}},
            "wounded":{{"min":null,"max":null}},"status":"one_side","grade":{{"reliability":"B","credibility":2}},
            "sources":[{{"publisher":"p"}}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    /// Whether the symbol is sized by its dead, its radius, and how many items it is drawn with.
    fn look(category: &str, killed: &str) -> (bool, f64, usize) {
        let (incident, style) = (incident(category, killed), sample::style("en"));
        let symbol = Symbol::new(&incident, (0.0, 0.0), 0.0, &style);
        (symbol.is_scaled, symbol.radius, drawn(&[symbol], &style).items.len())
    }

    #[test]
    fn the_dead_are_shown_alike_in_every_category() {
        for killed in ["null", "0", "9"] {
            let (clash, other) = (look("clash", killed), look("other", killed));
            assert_eq!(clash, other, "{killed}");
            assert_eq!(clash.2, if killed == "9" { 1 } else { 2 }, "{killed}");
        }
        // Where a number is given.
        assert_eq!(look("deployment", "9"), look("clash", "9"));
        assert_eq!(look("deployment", "0"), look("clash", "0"));
        assert!(!look("deployment", "null").0 && !look("aggregate", "9").0);
    }

    #[test]
    fn nothing_hides_the_number_of_a_count() {
        let (incident, style) = (incident("clash", "9"), sample::style("en"));
        let single = Symbol::new(&incident, (0.0, 0.0), 0.0, &style);
        let moved = Symbol { at: (90.0, 0.0), ..single.clone() };
        let count = Symbol::counted(&[&single, &single], &style);
        assert_eq!(anchors(std::slice::from_ref(&moved), &style).items.len(), 1);
        assert!(anchors(&[moved, count.clone()], &style).items.is_empty());
        // Above a larger symbol.
        let large = Symbol { radius: 2.0 * count.radius, ..single };
        let drawn = drawn(&[count, large], &style).items;
        assert!(matches!(drawn.last(), Some(Item::Text(t)) if t.words == "2"), "{drawn:?}");
    }
}
