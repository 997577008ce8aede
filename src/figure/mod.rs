//! Figures: from a recipe of a dossier to a picture.
//!
//! ```
//! use marz::{Dossier, Selection};
//! let dossier = Dossier::embedded()?;
//! let measured = dossier.measure(&Selection::default().near_m(20_000.0))?;
//! let png = dossier.figure("overview")?.with(&measured).png()?;
//! assert!(png.starts_with(b"\x89PNG"));
//! # Ok::<(), marz::Error>(())
//! ```

mod atlas;
#[cfg(test)]
mod counters;
#[cfg(test)]
mod crowds;
mod diff;
mod error;
mod extent;
mod headline;
#[cfg(test)]
mod insets;
mod own;
mod pages;
#[cfg(test)]
mod random_extent;
#[cfg(test)]
mod sequels;

pub use pages::{page_file, rendered, rendered_pages};

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::compose::{
    Figure, Filling, MapSpec, StripSpec, compose_bands, compose_map, compose_multiples, compose_strip,
    compose_timeline, legible,
};
use crate::dossier::{Dossier, Redaction};
use crate::error::Error;
use crate::measured::{MeasureContext, Measured, MeasuredIncident};
use crate::model::{Edtf, Incident, not_judged_in_words};
use crate::phrase::Phrases;
use crate::project::Projection;
use crate::recipe::{Filter, ImageFormat, Kind, Recipe, judge_period};
use atlas::Atlas;
use extent::{around_those_near, extent, is_close, is_upright, stretch};

/// A figure to be made of a dossier by a recipe.
#[derive(Debug, Clone)]
pub struct FigureBuilder<'d> {
    dossier: &'d Dossier,
    recipe: Recipe,
    measured: Option<&'d Measured<'d>>,
    near_m: Option<f64>,
    asked: Filter,
}

impl Dossier {
    /// The figure of a recipe, by its name or its path.
    ///
    /// # Errors
    ///
    /// If there is no such recipe, or it cannot be read.
    pub fn figure(&self, recipe: &str) -> Result<FigureBuilder<'_>, Error> {
        Ok(self.figure_of(self.recipe(recipe)?))
    }

    /// What the incidents of a figure are measured against: where there are rival lines, also by the distances of `marz.toml`, of which the key
    /// says whether they depend on the line.
    fn figure_context(&self) -> MeasureContext<'_> {
        let context = self.context();
        if context.views().is_empty() { context } else { context.within(&self.manifest().within) }
    }

    /// The figure of a recipe that is no file.
    #[must_use]
    pub fn figure_of(&self, recipe: Recipe) -> FigureBuilder<'_> {
        FigureBuilder { dossier: self, recipe, measured: None, near_m: None, asked: Filter::default() }
    }
}

impl<'d> FigureBuilder<'d> {
    /// Only these incidents, of which what is measured already is not measured again; the filter of the recipe still
    /// applies.
    #[must_use]
    pub fn with(mut self, measured: &'d Measured<'d>) -> Self {
        self.measured = Some(measured);
        self
    }

    /// A map of the whole border shows all its incidents that lie no farther from it than this, in metres, wherever the border itself would
    /// end the map.
    #[cfg(feature = "report")]
    pub(crate) fn with_all_near(mut self, near_m: f64) -> Self {
        self.near_m = Some(near_m);
        self
    }

    /// States in the foot and the caption what this filter chose. It only words that: the recipe's own filter chooses, and is not stated.
    #[must_use]
    pub fn stating(mut self, asked: Filter) -> Self {
        self.asked = asked;
        self
    }

    /// The recipe, to be changed.
    pub fn recipe_mut(&mut self) -> &mut Recipe {
        &mut self.recipe
    }

    /// Composes the figure: selects incidents, chooses the layout and places labels.
    ///
    /// # Errors
    ///
    /// If the recipe is wrong, nothing is to be drawn, or the page is too small.
    pub fn compose(&self) -> Result<Figure, Error> {
        let recipe = &self.recipe;
        recipe.check()?;
        let filter = recipe.filter.resolve()?;
        let redaction = Redaction::of_filter(&filter);
        let case = self.dossier.case();
        let filter = self.dossier.own_filter(filter)?;
        redaction.check_ids(case.ids())?;
        let mut case = legible(case);
        if redaction.ids().iter().any(|id| !case.withheld.contains(id)) {
            case = Cow::Owned(redaction.applied(case.into_owned())?);
        }
        let own = match (&case, self.measured) {
            (Cow::Borrowed(_), Some(_)) => None,
            _ => Some(Measured::new(&case, &filter, self.dossier.figure_context())),
        };
        let mut measured: Vec<&MeasuredIncident<'_>> = match (&own, self.measured) {
            (None, Some(given)) => given.iter().filter(|m| m.judge(&filter).passes()).collect(),
            (Some(own), Some(given)) => {
                let ids: BTreeSet<&str> = given.iter().map(|m| m.incident.id.as_str()).collect();
                own.iter().filter(|m| ids.contains(m.incident.id.as_str())).collect()
            }
            (own, None) => own.iter().flatten().collect(),
        };
        let data_date = if recipe.has_relative_periods() { case.data_date() } else { None };
        let today = recipe.filter.today.as_deref().or(data_date.as_deref());
        let periods = recipe.periods_asked(today)?;
        if !periods.is_empty() {
            // What lies in none of the periods is no part of the figure.
            let is_in = |m: &MeasuredIncident<'_>, (since, until): &(Edtf, Edtf)| {
                judge_period(&m.incident.date, Some(since), Some(until)).passes()
            };
            measured.retain(|m| periods.iter().any(|period| is_in(m, period)));
        }
        let not_judged = own.as_ref().and_then(|own| not_judged_in_words(own.not_judged()));
        let undrawn =
            (!recipe.kind.is_map() && !case.views.is_empty()).then(|| "rival lines are drawn on maps only".to_owned());
        let is_shortened = recipe.legend() != recipe.show.legend;
        let shortened = is_shortened
            .then(|| "the legend is short, as on all social pages: --legend long explains every sign".to_owned());
        let with_not_judged = |mut figure: Figure| {
            figure.remarks.extend(not_judged.into_iter().chain(undrawn).chain(shortened));
            figure
        };
        let incidents: Vec<&Incident> = measured.iter().map(|m| m.incident).collect();
        let (case, line, languages) = (&*case, self.dossier.line(), recipe.languages(self.dossier.languages())?);
        let asked = self.dossier.own_filter(self.asked.clone())?;
        let mut recipe = headline::in_language(recipe, &case.border.facts, &languages.first);
        if let Some(selection) = Phrases::new(&languages.first).selection(&asked) {
            recipe.to_mut().selection = selection;
        }
        let recipe = &*recipe;
        if recipe.kind == Kind::Strip {
            let spec = StripSpec { recipe, km: stretch(line, recipe)?, languages };
            return Ok(with_not_judged(compose_strip(case, line, &measured, &spec)?));
        }
        if recipe.kind == Kind::Timeline {
            return Ok(with_not_judged(compose_timeline(case, &incidents, recipe, languages)?));
        }
        if recipe.kind == Kind::Bands {
            return Ok(with_not_judged(compose_bands(case, &measured, recipe, languages)?));
        }
        let projection = match recipe.projection.as_str() {
            "auto" => None,
            given => Some(Projection::requested(given)?),
        };
        let inexact = projection.as_ref().and_then(|p| p.accuracy_m.map(|m| (&p.name, m)));
        let inexact = inexact.map(|(name, m)| match m {
            ..500.0 => format!("{name}: its datum is shifted to WGS84 by parameters good to about {m} m"),
            _ => format!("{name}: no shift of its datum to WGS84 is known; positions may be off by {m} m"),
        });
        if recipe.kind == Kind::Atlas {
            let atlas = Atlas { dossier: self.dossier, case, line, measured: &measured, recipe, languages, projection };
            let mut figure = atlas.compose()?;
            figure.remarks.extend(inexact);
            return Ok(with_not_judged(figure));
        }
        let mut extent = extent(case, line, recipe, &measured)?;
        extent.extend(self.near_m.into_iter().flat_map(|near_m| around_those_near(&measured, near_m)));
        // A page that nobody chose follows the shape of the ground.
        let is_free = recipe.kind == Kind::Map && recipe.size.is_none() && recipe.page.is_none();
        let upright = (is_free && is_upright(&extent)).then(|| Recipe { size: Some((1200, 1600)), ..recipe.clone() });
        let recipe = upright.as_ref().unwrap_or(recipe);
        // An inset is a close map.
        let has_close = is_close(&extent) || recipe.inset.resolve()?.is_some();
        let filling = match recipe.kind == Kind::Map && has_close {
            true => self.dossier.stock().map(|(places, attribution)| Filling { places, attribution })?,
            false => Filling::default(),
        };
        // The running title of an animated map has the dates.
        let has_dates = recipe.animate.is_none();
        let (own, own_remarks) = own::own(self.dossier, case, &measured, recipe, &languages)?;
        let spec = MapSpec { recipe, extent, projection, languages, filling, periods, has_dates, own };
        let mut figure = match recipe.kind {
            Kind::Multiples | Kind::Pair => compose_multiples(case, line, &measured, &spec)?,
            _ => compose_map(case, line, &measured, &spec)?,
        };
        figure.remarks.extend(own_remarks);
        figure.remarks.extend(inexact);
        Ok(with_not_judged(figure))
    }

    /// The figure as animated GIF.
    ///
    /// # Errors
    ///
    /// As [`FigureBuilder::compose`], and for a recipe without `animate`.
    pub fn gif(&self) -> Result<Vec<u8>, Error> {
        rendered(&self.compose()?, ImageFormat::Gif)
    }

    /// The figure as PNG, an animated one with `animate`.
    ///
    /// # Errors
    ///
    /// As [`FigureBuilder::compose`].
    pub fn png(&self) -> Result<Vec<u8>, Error> {
        rendered(&self.compose()?, ImageFormat::Png)
    }

    /// The figure as SVG with named layers.
    ///
    /// # Errors
    ///
    /// As [`FigureBuilder::compose`].
    pub fn svg(&self) -> Result<Vec<u8>, Error> {
        rendered(&self.compose()?, ImageFormat::Svg)
    }

    /// The figure as PDF with its fonts.
    ///
    /// # Errors
    ///
    /// As [`FigureBuilder::compose`].
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        rendered(&self.compose()?, ImageFormat::Pdf)
    }
}

#[cfg(test)]
mod tests {
    use super::random_extent::Random;
    use super::*;
    use crate::model::Place;
    use crate::project::Rect;
    use crate::recipe::{Choice, Page, Theme};

    fn dossier() -> Dossier {
        Dossier::embedded().unwrap()
    }

    /// The overlaps on a figure, one sentence each.
    fn faults(figure: &Figure) -> Vec<String> {
        let b = &figure.boxes;
        let frame = b.frame.unwrap();
        let mut found = Vec::new();
        let inside = |r: &Rect| frame.contains((r.x, r.y)) && frame.contains((r.right(), r.bottom()));
        for (i, label) in b.labels.iter().enumerate() {
            let mut check = |what: &str, covers: bool| {
                if covers {
                    found.push(format!("label {i} at {:.0},{:.0} {what}", label.x, label.y));
                }
            };
            check("leaves the frame", !inside(label));
            check("covers a label", b.labels.iter().skip(i + 1).any(|o| o.overlaps(label)));
            check("covers a symbol", b.symbols.iter().any(|o| o.overlaps(label)));
            let words = label.grown(-2.0);
            check("is crossed by a leader line", b.leaders.iter().any(|o| o.overlaps(&words)));
            check("covers furniture", b.furniture.iter().any(|o| o.overlaps(label)));
        }
        for (i, furniture) in b.furniture.iter().enumerate() {
            if !inside(furniture) {
                found.push(format!("furniture {i} leaves the frame"));
            }
            if b.symbols.iter().any(|s| s.overlaps(furniture)) {
                found.push(format!("furniture {i} covers a symbol"));
            }
            if b.furniture.iter().skip(i + 1).any(|o| o.overlaps(furniture)) {
                found.push(format!("furniture {i} covers furniture"));
            }
        }
        found.extend(b.unnamed_incidents.iter().map(|id| format!("{id} has neither label nor number")));
        found.extend(b.unnamed_capitals.iter().map(|id| format!("{id} has no name")));
        found
    }

    #[test]
    fn nothing_covers_anything_on_the_recipes() {
        let dossier = dossier();
        let names = dossier.recipes().unwrap();
        assert!(names.len() >= 7);
        for name in names {
            let figure = dossier.figure(&name).unwrap().compose().unwrap();
            let (unnamed, found): (Vec<String>, Vec<String>) =
                faults(&figure).into_iter().partition(|f| f.ends_with("neither label nor number"));
            assert_eq!(found, Vec::<String>::new(), "{name}");
            // On a slide, whose letters a phone must show, one date may be without room; the figure reports it.
            let page = dossier.recipe(&name).unwrap().page;
            assert!(unnamed.len() <= usize::from(page == Some(Page::Slide)), "{name}: {unnamed:?}");
            assert!(figure.boxes.labels.len() > 5 && !figure.boxes.symbols.is_empty(), "{name}");
        }
    }

    #[test]
    fn nothing_covers_anything_on_charts_of_every_language_and_page() {
        let dossier = dossier();
        let (mut drawn, mut wrong) = (0, Vec::new());
        for name in ["strip", "strip-years", "timeline", "multiples", "bands"] {
            let base = dossier.recipe(name).unwrap();
            for lang in ["en", "tg", "fa", "ru", "ru+fa"] {
                for page in [None, Some(Page::A4), Some(Page::A4Landscape), Some(Page::Slide), Some(Page::Square)] {
                    let mut recipe = base.clone();
                    recipe.lang = lang.to_owned();
                    if page.is_some() {
                        (recipe.size, recipe.page, recipe.dpi) = (None, page, None);
                    }
                    let figure = match dossier.figure_of(recipe.clone()).compose() {
                        Ok(figure) => figure,
                        Err(Error::Request { message, .. }) if message.contains("no room for a map") => continue,
                        Err(failure) => panic!("{name} {lang} {page:?}: {failure}"),
                    };
                    drawn += 1;
                    let mut found = faults(&figure);
                    // The figure itself reports dates that it has no room for.
                    found.retain(|f| !f.ends_with("neither label nor number"));
                    if !found.is_empty() {
                        wrong.push(format!("{name} {lang} {page:?}: {}", found.join("; ")));
                    }
                }
            }
        }
        assert!(drawn >= 80, "{drawn}");
        assert!(wrong.is_empty(), "{} of {drawn}:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn nothing_covers_anything_on_two_hundred_extents() {
        let dossier = dossier();
        let base = dossier.recipe("overview").unwrap();
        let points: Vec<&Place> = dossier.case().places.iter().filter(|p| p.kind.is_point()).collect();
        let mut random = Random::new();
        let mut wrong = Vec::new();
        let (mut too_small, mut symbols, mut unnamed) = (0, 0, 0);
        for round in 0..200 {
            let mut recipe = base.clone();
            let kind = random.below(3);
            recipe.extent = random.extent(kind, &points);
            (recipe.size, recipe.page) = match random.below(4) {
                0 => (None, Some(Page::ALL[random.below(Page::ALL.len())])),
                1 => (Some((1200, 1200)), None),
                2 => (Some((1400, 1800)), None),
                _ => (Some((1600, 1100)), None),
            };
            recipe.dpi = None;
            recipe.lang = ["en", "tg", "fa", "ru", "tg+fa", "en+fa"][random.below(6)].to_owned();
            recipe.theme = Theme::ALL[random.below(4)];
            recipe.show.key = [Choice::Auto, Choice::Always, Choice::Never][random.below(3)];
            recipe.show.journeys = random.below(3) == 0;
            let context = format!(
                "{round}: {:?} {:?} {:?} {} {:?}",
                recipe.extent, recipe.size, recipe.page, recipe.lang, recipe.show.key
            );
            let figure = match dossier.figure_of(recipe.clone()).compose() {
                Ok(figure) => figure,
                // A key of many incidents has no room on a small page, and that is an error.
                Err(Error::Request { message, .. })
                    if recipe.show.key == Choice::Always && message.contains("no room for a map") =>
                {
                    too_small += 1;
                    continue;
                }
                Err(failure) => panic!("{context}: {failure}"),
            };
            let mut found = faults(&figure);
            // Without the key nothing else can name what has no room; with it a date is rather left out, which the figure reports, than that
            // its line crosses a symbol.
            // Social pages have room for few words; what they leave out the figure reports.
            if recipe.show.key != Choice::Never && !recipe.page.is_some_and(Page::is_social) {
                symbols += figure.boxes.symbols.len();
                unnamed += figure.boxes.unnamed_incidents.len();
            }
            found.retain(|f| !f.ends_with("neither label nor number"));
            if !found.is_empty() {
                wrong.push(format!("{context}: {}", found.join("; ")));
            }
        }
        assert!(unnamed * 25 <= symbols, "{unnamed} of {symbols} incidents without a name");
        assert!(too_small <= 10, "{too_small} pages were too small");
        assert!(wrong.is_empty(), "{} of 200:\n{}", wrong.len(), wrong.join("\n"));
    }
}
