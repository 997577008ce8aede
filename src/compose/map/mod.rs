//! A map, composed: what is shown, in which layout, and in which order.

mod frame_labels;
mod furnishing;
mod ground;
mod inset;
mod naming;
mod prepared;
mod selection;
mod spec;

pub use spec::{Filling, InsetPart, MapSpec, Own};

use self::frame_labels::Still;
use self::spec::Map;
use super::animation::{Arranged, Moving, band_height};
use super::bins;
use super::choropleth::Choropleth;
use super::data_edge::DataEdge;
use super::figure::Figure;
use super::finished_map::finished;
use super::footer::{self, Drawn};
use super::furniture::title_block;
use super::key::MeasuredById;
use super::layout::{self, Plan};
use super::paper::{ComposeError, paper, too_small};
use super::placed_map::PlacedMap;
use super::places::is_shown;
use super::scene::Item;
use super::shown::Shown;
use super::status::Claims;
use super::symbols::Symbol;
use super::views::FlatViews;
use crate::measure::GeodesicLine;
use crate::measured::MeasuredIncident;
use crate::model::{Case, Incident, axis_years, is_on_axis, off_axis_in_words};
use crate::project::{Projection, ProjectionError, Rect};
use crate::recipe::{self, Choice, ExtentText, Graticule, InsetText, Legend, Locator, Recipe, Show, Step};

/// More incidents than this make no key.
const MOST_ENTRIES: usize = 200;

/// What is said of tints of provinces without provinces.
const NO_PROVINCES: &str = "show.choropleth: nothing is tinted, as there are no areas of provinces: add them with provinces = \"data/provinces.geojson\" under [basemap]";
/// What is said where an inset has no room.
const NO_INSET: &str = "no room for the inset beside legend and key: a larger page has it, or a map with less on it (show.legend = \"short\", show.key = false)";

/// Composes a map of the incidents that passed a filter.
///
/// # Errors
///
/// [`ComposeError`] if the extent is empty or the page too small.
pub fn compose_map(
    dossier: &Case,
    line: &GeodesicLine,
    measured: &[&MeasuredIncident<'_>],
    spec: &MapSpec<'_>,
) -> Result<Figure, ComposeError> {
    let recipe = spec.recipe;
    let (style, page) = paper(recipe, spec.languages.clone(), dossier);
    let projection = match &spec.projection {
        Some(given) => given.clone(),
        None => Projection::fitted(&spec.extent)?,
    };
    let years = axis_years(dossier.incidents.iter());
    let incidents: Vec<&Incident> = measured.iter().map(|m| m.incident).collect();
    let measured: MeasuredById<'_, '_> = measured.iter().map(|m| (m.incident.id.as_str(), *m)).collect();
    let asked = recipe.show.choropleth;
    let choropleth = (asked != recipe::Choropleth::None).then(|| {
        let counts =
            |i: &&Incident| i.category.counts() && is_shown(i.category, recipe.show.claims, recipe.show.contacts);
        let incidents: Vec<&Incident> = incidents.iter().copied().filter(counts).collect();
        Choropleth::new(asked, dossier, &incidents, &measured)
    });
    let has_no_provinces = matches!(choropleth, Some(None));
    let choropleth = choropleth.flatten();
    let choropleth = choropleth.as_ref();
    let of = |spec| {
        let (style, projection) = (style.clone(), projection.clone());
        let (flat_views, edge) = (FlatViews::new(dossier, &projection), DataEdge::new(&dossier.basemap));
        let (incidents, measured) = (incidents.clone(), measured.clone());
        let (inset, is_inset) = (None, false);
        Map {
            dossier,
            line,
            incidents,
            spec,
            style,
            page,
            projection,
            flat_views,
            measured,
            edge,
            choropleth,
            inset,
            is_inset,
            years: years.clone(),
        }
    };
    let inset_recipe = of_inset(recipe);
    let inset_spec = spec.own.inset.as_ref().map(|_| {
        let own = Own { inset: None, notes: Vec::new(), ..spec.own.clone() };
        MapSpec { recipe: &inset_recipe, extent: Vec::new(), own, ..spec.clone() }
    });
    let mut map = of(spec);
    map.inset = inset_spec.as_ref().map(|spec| Box::new(Map { is_inset: true, ..of(spec) }));
    let mut found = map.choose_layout()?;
    if let Some(plain) = found.as_mut().filter(|_| map.inset.is_some()) {
        match map.with_inset(plain.plan)? {
            Some(placed) => *plain = placed,
            None => plain.remarks.push(NO_INSET.to_owned()),
        }
    }
    if let Some(placed) = found.as_mut().filter(|_| has_no_provinces) {
        placed.remarks.push(NO_PROVINCES.to_owned());
    }
    let placed_map = found.ok_or_else(|| too_small(recipe))?;
    let still = recipe.animate.map(|step| (step, Still::of(&placed_map, &map.style)));
    let mut figure = finished(placed_map, dossier, line, recipe, page, &map.style);
    let Some((step, mut still)) = still else { return Ok(figure) };
    still.keep_off(&figure.boxes.area_names);
    let moving = map.moving(&still, step)?;
    figure.describe(&moving.description(&map.style));
    let off: Vec<&str> = map.incidents.iter().filter(|i| !map.is_in_time(i)).map(|i| i.id.as_str()).collect();
    figure.remarks.extend(off_axis_in_words(&off, &map.years));
    figure.remarks.extend(moving.remarks.iter().cloned());
    figure.frames = moving.frames(map.band(), &map.style);
    Ok(figure)
}

/// What an inset shows of the map of a recipe: neither legend nor locator, which the map has.
fn of_inset(recipe: &Recipe) -> Recipe {
    let show = Show {
        legend: Legend::None,
        locator: Locator::None,
        graticule: Graticule::None,
        journeys: false,
        ..recipe.show
    };
    let extent = ExtentText { around: recipe.inset.around.clone(), ..ExtentText::default() };
    Recipe { show, extent, inset: InsetText::default(), ..recipe.clone() }
}

impl<'a> Map<'a> {
    /// The layout with the largest map that leaves nothing out, or else the one that leaves out least.
    fn choose_layout(&self) -> Result<Option<PlacedMap<'a>>, ProjectionError> {
        let recipe = self.spec.recipe;
        // The numbers of a key would stand in every frame, and labels by a template stand in place of numbers.
        let has_no_key = recipe.animate.is_some() || self.spec.own.label.is_some();
        let key = if has_no_key { Choice::Never } else { recipe.show.key };
        let body = self.body();
        let groups = self.layouts(key != Choice::Always, key != Choice::Never);
        let found = self.choose_among(&groups, &body, true)?;
        // Blank paper beside the map is better than no map.
        let found = if found.is_none() { self.choose_among(&groups, &body, false)? } else { found };
        let is_asked = key == Choice::Always;
        let found = match found {
            None if is_asked => {
                let apart = layout::placed(layout::plans_apart(&self.style), recipe.show.legend);
                self.choose_among(&apart, &body, false)?
            }
            found => found,
        };
        if found.is_some() || !recipe.show.legend.is_shown() {
            return Ok(found);
        }
        let long = layout::plans_of_long_legends(self.page, &self.style, is_asked);
        self.choose_among(&layout::placed(long, recipe.show.legend), &body, false)
    }

    /// The layouts that a page may have, in groups.
    fn layouts(&self, without_key: bool, with_key: bool) -> Vec<Vec<Plan>> {
        // So many entries have room on no page, and measuring them would take its time.
        let fits = self.incidents.len() <= MOST_ENTRIES;
        let groups = layout::plans(self.page, &self.style, without_key, with_key && fits);
        layout::placed(groups, self.spec.recipe.show.legend)
    }

    /// The map with its inset, in the layout that it has without, or the first other with or without a key as that one in which it has room.
    fn with_inset(&self, plan: Plan) -> Result<Option<PlacedMap<'a>>, ProjectionError> {
        let body = self.body();
        let others = self.layouts(!plan.key, plan.key && !plan.is_apart).concat();
        let others = others.into_iter().filter(|other| *other != plan).map(|other| (other, true));
        for (plan, is_filled) in std::iter::once((plan, false)).chain(others) {
            let found = self.attempt_inset(plan, body.1, is_filled)?;
            if let Some(found) = found.filter(|found| found.set.missing == 0) {
                return Ok(Some(self.name(&body, found)));
            }
        }
        Ok(None)
    }

    /// The layout of groups that is taken; without paper that is left blank beside a map whose legend lies on it, if `is_filled`.
    fn choose_among(
        &self,
        groups: &[Vec<Plan>],
        body: &(Vec<Item>, Rect),
        is_filled: bool,
    ) -> Result<Option<PlacedMap<'a>>, ProjectionError> {
        let mut best: Option<PlacedMap<'a>> = None;
        for group in groups {
            let mut prepared = Vec::new();
            for plan in group {
                prepared.extend(self.attempt(*plan, body.1, is_filled)?);
            }
            prepared.sort_by(|a, b| b.ground.frame.pixels_per_metre().total_cmp(&a.ground.frame.pixels_per_metre()));
            for one in prepared {
                // A legend or a key that is cut off is worse than a name without room.
                if one.set.missing > 0 {
                    continue;
                }
                let placed_map = self.name(body, one);
                if best.as_ref().is_none_or(|b| placed_map.unread() < b.unread()) {
                    let is_whole = placed_map.missing == 0;
                    best = Some(placed_map);
                    if is_whole {
                        return Ok(best);
                    }
                }
            }
        }
        Ok(best)
    }

    /// Where the running title of an animated map stands.
    fn band(&self) -> Rect {
        let recipe = self.spec.recipe;
        let (_, top) = title_block(&recipe.title, &recipe.subtitle, self.page, &self.style);
        let outer = self.style.px(26.0);
        let (x, width) = (self.page.x + outer, self.page.width - 2.0 * outer);
        Rect { x, y: top - self.style.px(10.0), width, height: band_height(&self.style) }
    }

    /// Whether an incident stands in some frame of an animated map; always on one that stands still.
    fn is_in_time(&self, incident: &Incident) -> bool {
        self.spec.recipe.animate.is_none() || is_on_axis(&incident.date, &self.years)
    }

    /// What moves on it.
    fn moving(&self, still: &Still<'a>, step: Step) -> Result<Moving<'a>, ComposeError> {
        let (symbols, densest) = (still.symbols.clone(), bins::densest(&still.symbols));
        let grounds = |some: &[Symbol<'a>]| self.radii(some, &still.frame, &still.border, densest);
        let labels = |now: &[Symbol<'a>], before: &[Symbol<'a>]| self.frame_labels(still, now, before);
        let arranged = Arranged { years: &self.years, style: &self.style, symbols, grounds: &grounds, labels: &labels };
        Moving::new(&arranged, step)
    }

    /// The title and the body between title and footer; the footer is reserved at its greatest height.
    fn body(&self) -> (Vec<Item>, Rect) {
        let recipe = self.spec.recipe;
        let (title, mut top) = title_block(&recipe.title, &recipe.subtitle, self.page, &self.style);
        if recipe.animate.is_some() {
            top += band_height(&self.style);
        }
        let many = Shown::many(self.incidents.len());
        let show = &recipe.show;
        let (relief, rivers) = (show.relief != Choice::Never, show.rivers);
        let provinces = show.provinces || self.choropleth.is_some();
        let mut claims = Claims::all(self.dossier).sentences(self.dossier, self.line.length_m() / 1000.0, &self.style);
        claims.extend(self.choropleth.map(|c| c.sentence(&self.style)));
        let drawn = Drawn {
            shown: &many,
            relief,
            provinces,
            rivers,
            lakes: true,
            world: true,
            countries: true,
            projection: Some((&self.projection, 99.9)),
            stock: &self.spec.filling.attribution,
            contested: true,
            own: &self.spec.own.layers.iter().map(|l| l.credit.clone()).collect::<Vec<_>>(),
            claims: &claims,
        };
        let wide = self.page.width - self.style.px(52.0);
        let lines = footer::lines(self.dossier, &drawn, wide, &self.style);
        let bottom = self.page.bottom() - footer::height(lines.len(), &self.style);
        (title, Rect { y: top, height: (bottom - top).max(0.0), ..self.page })
    }
}
