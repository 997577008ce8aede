//! The strip: the border straightened, with every incident at its kilometre and its distance to either side.
//!
//! A linear-referencing diagram: it shows stretch, distance, side and their uncertainty at once. A record of which only
//! the range of distances is known is never drawn at one distance.

mod breaks;
mod contested;
mod density;
mod heat;
mod marks;
mod names;
mod panels;
mod placement;
mod scale;
mod words;

use super::border::border_name;
use super::figure::Figure;
use super::footer::Drawn;
use super::furniture::BREAK;
use super::legend::{self, Detail, Facts, StripFacts};
use super::paper::{ComposeError, paper, too_small};
use super::sheet::{Content, OUTER, Sheet};
use super::shown::Shown;
use super::status::Claims;
use super::style::Style;
use super::symbols::{Symbol, apart};
use crate::analyse::{Event, events, is_event};
use crate::language::LanguagePair;
use crate::measure::{BorderKilometres, GeodesicLine, Nearest, Side};
use crate::measured::{MeasuredIncident, measure_all};
use crate::model::{Case, Category, Extent, LonLat, PlaceKind};
use crate::recipe::{By, Recipe};
use marks::Mark;
use panels::Plan;
use scale::Kilometres;

/// What a strip shall show.
#[derive(Debug, Clone)]
pub struct StripSpec<'a> {
    /// Everything that can be chosen.
    pub recipe: &'a Recipe,
    /// From one border kilometre to another; `None` for the whole border.
    pub km: Option<(f64, f64)>,
    /// The language of the figure.
    pub languages: LanguagePair,
}

/// How much higher than usual a strip becomes whose page nobody chose, where too many have no symbol of their own: up to a page of A4.
const HIGHEST: f64 = 1.75;
/// A height in between, where it is enough.
const HIGHER: f64 = 1.4;
/// Of so many incidents one may be counted with others.
const ONE_OF: usize = 8;

/// Composes a strip of the incidents that passed a filter. One without a size or a page is as high as its incidents need.
///
/// # Errors
///
/// [`ComposeError`] if the page is too small.
pub fn compose_strip(
    dossier: &Case,
    line: &GeodesicLine,
    incidents: &[&MeasuredIncident<'_>],
    spec: &StripSpec<'_>,
) -> Result<Figure, ComposeError> {
    let usual = composed(dossier, line, incidents, spec);
    let is_free = spec.recipe.size.is_none() && spec.recipe.page.is_none();
    let is_enough = |figure: &Figure, crowded: usize| crowded * ONE_OF <= figure.shown.shown;
    if !is_free || usual.as_ref().is_ok_and(|(figure, crowded)| is_enough(figure, *crowded)) {
        return usual.map(|(figure, _)| figure);
    }
    let (width, height) = spec.recipe.pixels();
    let higher = |more: f64| {
        let recipe = Recipe { size: Some((width, (f64::from(height) * more).round() as u32)), ..spec.recipe.clone() };
        composed(dossier, line, incidents, &StripSpec { recipe: &recipe, ..spec.clone() })
    };
    // Every try is a whole figure, so the highest comes first.
    let (figure, crowded) = match (higher(HIGHEST), usual) {
        // What only lies at the line gains nothing from a higher page.
        (Ok((_, crowded)), Ok((usual, most))) if 10 * crowded >= 9 * most => return Ok(usual),
        (Ok(highest), Ok(_)) => highest,
        // The usual page is too small, and one in between may be so too.
        (Ok((figure, _)), Err(_)) => return Ok(figure),
        (Err(_), usual) => return usual.map(|(figure, _)| figure),
    };
    // Where the highest is still crowded, a lower one is no less so.
    if is_enough(&figure, crowded)
        && let Ok((lower, crowded)) = higher(HIGHER)
        && is_enough(&lower, crowded)
    {
        return Ok(lower);
    }
    Ok(figure)
}

/// A strip, and how many of its incidents have no symbol of their own, or one that covers another.
fn composed(
    dossier: &Case,
    line: &GeodesicLine,
    incidents: &[&MeasuredIncident<'_>],
    spec: &StripSpec<'_>,
) -> Result<(Figure, usize), ComposeError> {
    let recipe = spec.recipe;
    let (style, page) = paper(recipe, spec.languages.clone(), dossier);
    let length_km = line.length_m() / 1000.0;
    let (from_km, to_km) = spec.km.map_or((0.0, length_km), |(a, b)| (a, b.min(length_km)));
    let by_year = recipe.by == Some(By::Year);
    let margin = style.px(if by_year { panels::MARGIN_OF_YEARS } else { panels::MARGIN });
    let outer = style.px(OUTER);
    let lead = if style.is_mirrored() { outer } else { outer + margin };
    let across = Kilometres { from_km, to_km, length_km, x: page.x + lead, width: page.width - 2.0 * outer - margin };
    let (shown, events, mut marks) = select(incidents, line, &across, &style);
    let on_contested = events.iter().filter(|e| e.is_contested).filter_map(|e| e.incident.at);
    let on_contested: Vec<LonLat> = on_contested.collect();
    let ground = contested::contested(dossier, line, &across, panels::reach_km(&marks), &on_contested);
    let mut claims = panels::claims(dossier, &across);
    claims.areas.extend(&ground.areas);
    let drawn = Drawn {
        provinces: recipe.show.provinces,
        contested: !ground.areas.is_empty(),
        claims: &claims.sentences(dossier, length_km, &style),
        ..Drawn::chart(&shown)
    };
    let sheet = Sheet::new(recipe, spec.languages.clone(), dossier, &drawn);
    let near = names::near(dossier, line, &across);
    let side_names = [Side::Left, Side::Right].map(|side| {
        if recipe.show.provinces { names::provinces(dossier, line, &across, side, &style) } else { Vec::new() }
    });
    let breaks = breaks::breaks_km(line, &across, style.px(2.0 * BREAK));
    // So many are shown by where they may have been, and not one by one.
    let is_heat = marks.len() > heat::MOST_MARKS;
    let plan = Plan {
        dossier,
        line,
        across,
        near: &near,
        provinces: &side_names,
        breaks: &breaks,
        contested: &ground,
        by_year,
        is_heat,
    };
    // What is moved aside, smaller or counted, and must be explained, shows when everything has its place.
    let (mut seen, mut placed_map) = (Seen::default(), None);
    let mut symbols: Vec<Symbol<'_>> = marks.iter().filter(|_| !is_heat).map(|m| m.symbol.clone()).collect();
    for _ in 0..4 {
        let facts = facts(Detail::of(recipe, dossier), &plan, &claims, (&marks, &seen), &style);
        let blocks = if recipe.show.legend.is_shown() {
            legend::blocks(&symbols, &facts, sheet.column(), &style)
        } else {
            Vec::new()
        };
        let body = sheet.body(&blocks);
        let panel = panels::panels(&plan, &events, &mut marks, body, &style).ok_or_else(|| too_small(recipe))?;
        symbols.clone_from(&panel.symbols);
        let now = Seen {
            moved: symbols.iter().any(|s| apart(s.at, s.point) > 1.0),
            darkest: panel.darkest,
            unit: symbols.iter().find(|s| s.is_single()).map_or(style.unit, |s| s.unit),
            counted: symbols.iter().any(|s| !s.is_single()),
        };
        let is_known = now == seen;
        seen = now;
        placed_map = Some((panel, blocks));
        if is_known {
            break;
        }
    }
    let (panel, blocks) = placed_map.ok_or_else(|| too_small(recipe))?;
    let is_seen = |e: &&Event<'_>| marks.iter().any(|m| m.symbol.incident.id == e.incident.id);
    let seen: Vec<Event<'_>> = events.iter().filter(is_seen).cloned().collect();
    let description_facts = words::DescriptionFacts {
        dossier,
        title: &recipe.title,
        shown: &shown,
        events: &seen,
        marks: &marks,
        length_km,
    };
    let content = Content {
        layers: panel.layers,
        labels: panel.labels,
        leaders: panel.leaders,
        symbols: symbols.iter().map(|s| s.bounds(&style)).collect(),
        placed: Vec::new(),
        unnamed_sides: Vec::new(),
        unnamed: panel.unnamed,
        remarks: panel.remarks,
        description: words::description(&description_facts, &style),
    };
    Ok((sheet.figure(content, &blocks, shown.clone())?, panel.crowded))
}

/// What a strip turned out to show, for its legend.
#[derive(Default, PartialEq)]
struct Seen {
    /// Whether any symbol is moved aside.
    moved: bool,
    /// What the darkest shade of a heat band stands for.
    darkest: Option<(f64, f64)>,
    /// The size of symbols, in pixels to a unit of the design.
    unit: f64,
    /// Whether some are counted together.
    counted: bool,
}

/// The events that a strip shows, each with its mark, and the counts of the others.
fn select<'a>(
    incidents: &[&MeasuredIncident<'a>],
    line: &GeodesicLine,
    across: &Kilometres,
    style: &Style,
) -> (Shown, Vec<Event<'a>>, Vec<Mark<'a>>) {
    let counted: Vec<&MeasuredIncident<'a>> =
        incidents.iter().copied().filter(|m| is_event(m.incident.category)).collect();
    let mut shown = Shown { of: counted.len(), ..Shown::default() };
    let mut points: Vec<&MeasuredIncident<'a>> = Vec::new();
    for m in counted {
        match (m.incident.location.extent, m.incident.at) {
            (Extent::Point, Some(_)) => points.push(m),
            (Extent::Area, Some(_)) => shown.areas += 1,
            _ => shown.no_place += 1,
        }
    }
    measure_all(points.clone());
    let parts_km: Vec<(f64, f64)> = line.part_measures_m().into_iter().map(|(a, b)| (a / 1000.0, b / 1000.0)).collect();
    let (mut kept, mut marks) = (Vec::new(), Vec::new());
    for (event, m) in events(&points).into_iter().zip(&points) {
        let Some(p) = m.proximity() else { continue };
        if across.shows(line.own_km(&p.nearest)) {
            let side_of = |nearest: &Nearest, at| contested::side_on_paper(line, nearest, at);
            marks.push(Mark::new(&event, p, &side_of, &parts_km, style));
        } else {
            shown.outside += 1;
        }
        kept.push(event);
    }
    shown.shown = marks.len();
    (shown, kept, marks)
}

/// What the legend explains.
fn facts(
    detail: Detail,
    plan: &Plan<'_>,
    claims: &Claims,
    (marks, seen): (&[Mark<'_>], &Seen),
    style: &Style,
) -> Facts {
    let Plan { dossier, near, .. } = *plan;
    let kind = |k: PlaceKind| near.iter().any(|n| n.place.kind == k).then_some(k);
    Facts {
        detail,
        border_name: border_name(&dossier.border, style),
        has_border: true,
        has_kilometres: true,
        statuses: claims.statuses(dossier),
        claims: claims.clone(),
        has_radii: false,
        radii_beyond: 0,
        cells: None,
        hexagons: None,
        has_leader_lines: seen.moved,
        journeys: Vec::new(),
        has_disputed_journey: false,
        example: marks.iter().map(|m| m.symbol.incident.category).min().unwrap_or(Category::Clash),
        has_key: false,
        has_inset: false,
        choropleth: None,
        kinds: [PlaceKind::BorderCrossing, PlaceKind::MiningSite].into_iter().filter_map(kind).collect(),
        own: Vec::new(),
        strip: Some(StripFacts {
            has_ranges: !marks.is_empty() && !plan.is_heat,
            has_columns: !plan.is_heat && marks.iter().any(|m| m.signed_km.is_none()),
            has_heat: plan.is_heat,
            darkest: seen.darkest,
            has_accuracy: dossier.border.facts.accuracy_m.is_some_and(|a| a > 0.0),
            has_breaks: !plan.breaks.is_empty(),
        }),
        timeline: None,
    }
}
