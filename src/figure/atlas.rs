//! An atlas: pages of maps along the border, behind an overview with their frames.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::extent::{extent, is_close, is_upright, stretch};
use super::own::own;
use crate::compose::{
    AtlasPage, Figure, Filling, MapSpec, Neighbour, Own, compose_map, draw_neighbours, draw_pages, is_shown,
    on_no_page, outline,
};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::language::LanguagePair;
use crate::measure::{BorderKilometres, GeodesicLine, distance_m};
use crate::measured::{MeasuredIncident, measure_all};
use crate::model::{Case, Extent, LonLat};
use crate::project::Projection;
use crate::recipe::{BorderKm, Choice, ExtentText, Kind, Page, Recipe};
use crate::terminal::some_of;

/// The length of the border on each page where the recipe says none, in kilometres.
const EVERY_KM: f64 = 150.0;
/// An atlas of more pages is refused.
const MOST_PAGES: usize = 60;
/// More are not even listed.
const LISTED_PAGES: usize = 1_000;

/// What an atlas is made of.
pub struct Atlas<'a> {
    pub dossier: &'a Dossier,
    pub case: &'a Case,
    pub line: &'a GeodesicLine,
    pub measured: &'a [&'a MeasuredIncident<'a>],
    pub recipe: &'a Recipe,
    pub languages: LanguagePair,
    pub projection: Option<Projection>,
}

/// Pages of the border: from one kilometre to another, each no longer than `every` but for a short rest, which the last takes. Where the line
/// is interrupted for more than a quarter of that, a new page begins.
fn stretches(line: &GeodesicLine, (from, to): (f64, f64), every: f64) -> Vec<(f64, f64)> {
    /// A rest shorter than this share of a page is no page of its own.
    const REST: f64 = 0.25;
    let mut runs: Vec<(f64, f64)> = Vec::new();
    let mut last: Option<LonLat> = None;
    for (begin, end) in line.parts_km() {
        let (begin, end) = (begin.max(from), end.min(to));
        if end <= begin {
            continue;
        }
        let ends = line.substring_km(begin, end).concat();
        let (Some(first), Some(end_at)) = (ends.first(), ends.last()) else { continue };
        match (runs.last_mut(), last) {
            (Some(run), Some(last)) if distance_m(last, *first) / 1000.0 <= REST * every => run.1 = end,
            _ => runs.push((begin, end)),
        }
        last = Some(*end_at);
    }
    let mut pages = Vec::new();
    for (begin, end) in runs {
        let mut at = begin;
        // Stops early: so many are refused in any case.
        while end - at > (1.0 + REST) * every && pages.len() <= LISTED_PAGES {
            // Pages begin at multiples of the step, as the kilometre marks do.
            let next = ((at / every + 1e-9).floor() + 1.0) * every;
            let next = if next - at < REST * every { next + every } else { next };
            pages.push((at, next));
            at = next;
        }
        pages.push((at, end));
    }
    pages
}

/// A map of the atlas as it is composed.
struct Sheet {
    figure: Figure,
    page: AtlasPage,
}

impl Atlas<'_> {
    /// Composes all pages.
    ///
    /// # Errors
    ///
    /// If there would be too many, or one cannot be composed.
    pub fn compose(&self) -> Result<Figure, Error> {
        let most_km = self.line.length_m() / 1000.0;
        let range = stretch(self.line, self.recipe)?.unwrap_or((0.0, most_km));
        let range = (range.0, range.1.min(most_km));
        let every = self.recipe.every.as_ref().map_or(EVERY_KM, |l| l.metres() / 1000.0);
        let stretches = stretches(self.line, range, every);
        if stretches.len() > MOST_PAGES {
            return Err(self.too_long(stretches.len(), every, range));
        }
        measure_all(self.measured.to_vec());
        let (own, remarks) = own(self.dossier, self.case, self.measured, self.recipe, &self.languages)?;
        let own = Own { is_shared: true, ..own };
        let pages = (0..stretches.len()).into_par_iter();
        let sheets: Vec<Sheet> = pages.map(|n| self.sheet(n, &stretches, &own)).collect::<Result<_, Error>>()?;
        let figures: Vec<&Figure> = sheets.iter().map(|s| &s.figure).collect();
        let nowhere = on_no_page(&own, &figures, (self.case, self.recipe, self.languages.clone()));
        let mut figure = self.bound(sheets, range, own)?;
        figure.remarks.extend(remarks.into_iter().chain(nowhere));
        Ok(figure)
    }

    /// The error of too many pages, with a length of which there are few enough.
    fn too_long(&self, pages: usize, every: f64, range: (f64, f64)) -> Error {
        let count = if pages > LISTED_PAGES { format!("more than {LISTED_PAGES}") } else { pages.to_string() };
        let message = format!("an atlas of {count} pages of {every} km would be too long");
        let least = ((range.1 - range.0) / MOST_PAGES as f64).ceil();
        let mut longer = (0..20_u8).map(|n| (least * 1.1_f64.powi(i32::from(n))).ceil());
        let enough = longer.find(|km| stretches(self.line, range, *km).len() <= MOST_PAGES);
        let stretch = "a stretch with --km FROM..TO";
        let remedy = match enough {
            Some(km) => format!("--every {km:.0}km or more (every = \"{km:.0}km\"), or {stretch}"),
            None => stretch.to_owned(),
        };
        Error::request(message, Some(format!("at most {MOST_PAGES} pages: use {remedy}")))
    }

    /// The recipe of one of its maps, lying or upright as the ground is.
    fn of_map(&self, km: Option<(f64, f64)>, subtitle: String) -> Recipe {
        let extent = ExtentText {
            km: km.map(|(from, to)| (BorderKm::Running(from), BorderKm::Running(to))),
            ..ExtentText::default()
        };
        let every = None;
        let has_size = self.recipe.size.is_some() || self.recipe.page.is_some();
        let page = if has_size { self.recipe.page } else { Some(Page::A4) };
        Recipe { kind: Kind::Map, subtitle, extent, every, page, ..self.recipe.clone() }
    }

    /// The map of a recipe, turned as the ground is, and whether it stands upright.
    fn map(
        &self,
        mut recipe: Recipe,
        measured: &[&MeasuredIncident<'_>],
        has_dates: bool,
        own: Own,
    ) -> Result<(Figure, Recipe, bool), Error> {
        let extent = extent(self.case, self.line, &recipe, measured)?;
        let (upright, (width, height)) = (is_upright(&extent), recipe.pixels());
        if upright != (height > width) && width != height {
            let dots = recipe.dots();
            (recipe.size, recipe.dpi) = (Some((height, width)), Some(dots));
        }
        let filling = match is_close(&extent) {
            true => self.dossier.stock().map(|(places, attribution)| Filling { places, attribution })?,
            false => Filling::default(),
        };
        let (projection, languages) = (self.projection.clone(), self.languages.clone());
        let periods = Vec::new();
        let spec = MapSpec { recipe: &recipe, extent, projection, languages, filling, periods, has_dates, own };
        let figure = compose_map(self.case, self.line, measured, &spec)?;
        Ok((figure, recipe, upright))
    }

    /// One page, with the numbers of those before and after it.
    fn sheet(&self, n: usize, stretches: &[(f64, f64)], own: &Own) -> Result<Sheet, Error> {
        let km = stretches[n];
        let language = &self.languages.first;
        let number = |n: usize| language.number(&n.to_string());
        let kilometre = |km: f64| language.number(&format!("{km:.0}"));
        let mut subtitle = language.fill(
            "atlas-page",
            &[
                ("n", &number(n + 1)),
                ("of", &number(stretches.len())),
                ("from", &kilometre(km.0)),
                ("to", &kilometre(km.1)),
            ],
        );
        let neighbours = self.neighbours(n, stretches);
        if !neighbours.is_empty() {
            let list: Vec<String> = neighbours.iter().map(|n| number(n.number)).collect();
            let list = list.join(language.text("comma"));
            subtitle = format!("{subtitle} · {}", language.fill("atlas-neighbours", &[("list", &list)]));
        }
        let mut recipe = self.of_map(Some(km), subtitle.clone());
        if recipe.show.key == Choice::Auto {
            recipe.show.key = Choice::Always;
        }
        let (mut figure, recipe, is_upright) = self.map(recipe, self.measured, true, own.clone())?;
        draw_neighbours(&mut figure, &neighbours, self.case, &recipe, self.languages.clone());
        let before = format!("{}. {subtitle}.", recipe.title.trim_end_matches('.'));
        let rest = figure.scene.description.trim_start_matches(recipe.title.trim_end_matches('.'));
        figure.scene.description = format!("{before}{}", rest.trim_start_matches('.'));
        let frame = figure.boxes.map_frame.as_ref();
        let placed: BTreeSet<&str> = figure.boxes.placed.iter().flat_map(|p| &p.ids).map(String::as_str).collect();
        // What has no symbol of its own is listed in the key, or drawn as an arrow.
        let is_here = |m: &&&MeasuredIncident<'_>| {
            let i = m.incident;
            let is_in_frame = || i.at.zip(frame).is_some_and(|(at, frame)| frame.shows(at).is_some());
            let has_sign = match i.location.extent {
                Extent::Point => recipe.show.journeys && i.visitors_from.is_some(),
                _ => recipe.show.key != Choice::Never,
            };
            placed.contains(i.id.as_str()) || (has_sign && self.is_drawn(m) && is_in_frame())
        };
        let incidents = self.measured.iter().filter(is_here).map(|m| m.incident.id.clone()).collect();
        let outline = frame.map(outline).unwrap_or_default();
        let page = AtlasPage { number: n + 1, km, incidents, outline, is_upright, pdf_page: 0 };
        Ok(Sheet { figure, page })
    }

    fn is_drawn(&self, m: &MeasuredIncident<'_>) -> bool {
        is_shown(m.incident.category, self.recipe.show.claims, self.recipe.show.contacts)
    }

    /// The pages before and after one, with the border on the way to them.
    fn neighbours(&self, n: usize, stretches: &[(f64, f64)]) -> Vec<Neighbour> {
        let (from, to) = stretches[n];
        let before = n.checked_sub(1).and_then(|b| stretches.get(b)).map(|km| (n, *km, true));
        let after = stretches.get(n + 1).map(|km| (n + 2, *km, false));
        let one = |(number, km, is_before): (usize, (f64, f64), bool)| {
            // From the middle of the stretch, which its map shows.
            let middle = (from + to) / 2.0;
            let range = if is_before { (km.0, middle) } else { (middle, km.1) };
            let mut onwards = self.line.densified_km(range.0, range.1, 1.0).concat();
            if is_before {
                onwards.reverse();
            }
            Neighbour { number, onwards }
        };
        before.into_iter().chain(after).map(one).collect()
    }

    /// The overview with the pages behind it.
    fn bound(&self, sheets: Vec<Sheet>, range: (f64, f64), own: Own) -> Result<Figure, Error> {
        let language = &self.languages.first;
        let number = |n: usize| language.number(&n.to_string());
        let on_pages: BTreeSet<&str> = sheets.iter().flat_map(|s| &s.page.incidents).map(String::as_str).collect();
        let has_place = |m: &&&MeasuredIncident<'_>| m.incident.at.is_some() && self.is_drawn(m);
        let off: Vec<&MeasuredIncident<'_>> = self
            .measured
            .iter()
            .filter(has_place)
            .filter(|m| !on_pages.contains(m.incident.id.as_str()))
            .copied()
            .collect();
        let off_ids: Vec<&str> = off.iter().map(|m| m.incident.id.as_str()).collect();
        let mut sentence = language.counted("atlas-overview", sheets.len(), &[("n", &number(sheets.len()))]);
        if !off.is_empty() {
            sentence = format!("{sentence} · {}", language.fill("atlas-off", &[("n", &number(off.len()))]));
        }
        let subtitle = match self.recipe.subtitle.as_str() {
            "" => sentence.clone(),
            own => format!("{own} · {sentence}"),
        };
        let km = self.recipe.extent.km.map(|_| range);
        let mut recipe = self.of_map(km, subtitle);
        (recipe.show.key, recipe.show.journeys) = (Choice::Never, false);
        let (mut figure, recipe, _) = self.map(recipe, self.measured, false, Own { notes: Vec::new(), ..own })?;
        figure.describe(&format!("{sentence}."));
        let counted = |ids: &dyn Fn(&str) -> bool| {
            let is = |m: &&&MeasuredIncident<'_>| {
                let i = m.incident;
                i.category.counts() && i.location.extent == Extent::Point && ids(&i.id)
            };
            self.measured.iter().filter(is).count()
        };
        figure.shown.shown = counted(&|id| on_pages.contains(id));
        figure.shown.outside = counted(&|id| off_ids.contains(&id));
        let mut remarks: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut lines = String::new();
        let mut atlas = Vec::new();
        for Sheet { figure: sheet, mut page } in sheets {
            page.pdf_page = figure.pages.len() + 2;
            for remark in sheet.remarks {
                remarks.entry(remark).or_default().push(page.number.to_string());
            }
            for text in sheet.unprintable {
                if !figure.unprintable.contains(&text) {
                    figure.unprintable.push(text);
                }
            }
            lines.push_str(&sheet.scene.description);
            lines.push('\n');
            figure.pages.push(sheet.scene);
            figure.pages.extend(sheet.pages);
            atlas.push(page);
        }
        draw_pages(&mut figure, &atlas, self.case, &recipe, self.languages.clone());
        figure.atlas = atlas;
        figure.remarks.iter_mut().for_each(|r| *r = format!("overview: {r}"));
        let of_pages = |(remark, pages): (String, Vec<String>)| match pages.as_slice() {
            [page] => format!("page {page}: {remark}"),
            _ => format!("pages {}: {remark}", pages.join(", ")),
        };
        figure.remarks.extend(remarks.into_iter().map(of_pages));
        if !off.is_empty() {
            figure.remarks.push(format!(
                "{} with a place lie on no page of the atlas: {}",
                off.len(),
                some_of(&off_ids, ", ")
            ));
        }
        let first = figure.scene.description.clone();
        figure.caption = figure.caption.replacen(&first, &format!("{first}\n{}", lines.trim_end()), 1);
        Ok(figure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> GeodesicLine {
        let parts: Vec<geo::LineString> = text
            .split('|')
            .map(|part| part.split(' ').map(|p| p.split_once(',').unwrap()).collect::<Vec<_>>())
            .map(|part| part.iter().map(|(x, y)| (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap())).collect())
            .collect();
        GeodesicLine::from(&geo::MultiLineString::new(parts))
    }

    #[test]
    fn pages_begin_at_multiples_and_a_short_rest_belongs_to_the_last() {
        // 0 to 9 degrees along the equator: 1,001.88 km.
        let line = line("0,0 9,0");
        let km = |range, every| -> Vec<(i64, i64)> {
            stretches(&line, range, every).into_iter().map(|(a, b)| (a.round() as i64, b.round() as i64)).collect()
        };
        assert_eq!(km((0.0, 1001.875), 400.0), [(0, 400), (400, 800), (800, 1002)]);
        assert_eq!(km((0.0, 1001.875), 250.0), [(0, 250), (250, 500), (500, 750), (750, 1002)]);
        assert_eq!(km((130.0, 700.0), 250.0), [(130, 250), (250, 500), (500, 700)]);
        assert_eq!(km((240.0, 700.0), 250.0), [(240, 500), (500, 700)]);
        assert_eq!(km((0.0, 1001.875), 5000.0), [(0, 1002)]);
    }

    #[test]
    fn a_wide_gap_of_the_line_begins_a_page() {
        let near = line("0,0 2,0|2.2,0 4,0");
        assert_eq!(stretches(&near, (0.0, 1e4), 1000.0).len(), 1);
        let far = line("0,0 2,0|9,0 11,0");
        assert_eq!(stretches(&far, (0.0, 1e4), 1000.0).len(), 2);
    }
}
