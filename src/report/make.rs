//! Making a report of a dossier: measured records, figures, comparison with the period before.

use std::path::Path;

use super::findings::{Found, Illustration};
use super::{Comparison, Headline, Report, Telling, Warning, html_page, lint};
use crate::analyse::is_event;
use crate::compose::{Figure, unprintable_warning};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::language::{Tongue, date, fill};
use crate::measured::{Measured, Selection};
use crate::model::{Edtf, Incident};
use crate::monitor::Monitor;
use crate::recipe::{ExtentText, FilterText, Kind, Recipe};
use crate::render;

/// The report of a whole dossier in its default language, as one HTML page.
///
/// # Errors
///
/// Where a figure cannot be made.
pub fn whole(dossier: &Dossier, monitor: &dyn Monitor) -> Result<String, Error> {
    let manifest = dossier.manifest();
    // Checked when the manifest was read.
    let lang = manifest.defaults.lang.as_deref().and_then(|lang| lang.parse().ok());
    let tongue = lang.unwrap_or_else(|| Tongue::only(crate::language::Language::En));
    let measured = dossier.measure(&Selection { within: manifest.within.clone(), ..Selection::default() })?;
    let made = ReportData::new(dossier, &measured, &FilterText::default(), tongue, monitor)?;
    Ok(html_page(&made.report(None, None)))
}

/// Everything that a report is made of.
pub struct ReportData<'a> {
    /// The records and what they come to.
    pub found: Found<'a>,
    /// The figures with their names.
    pub figures: Vec<(&'static str, Figure)>,
    painted: Vec<Illustration>,
    telling: Telling,
}

impl<'a> ReportData<'a> {
    /// Makes the figures of a report of measured incidents; `text` is the filter that chose them.
    ///
    /// # Errors
    ///
    /// Where a figure cannot be made; one for which there is no room is left out, and the monitor says so.
    pub fn new(
        dossier: &Dossier,
        measured: &Measured<'a>,
        text: &FilterText,
        tongue: Tongue,
        monitor: &dyn Monitor,
    ) -> Result<Self, Error> {
        let found = Found::new(measured.case(), measured);
        let telling = Telling { language: tongue.first };
        let figures = figures(dossier, &found, measured, text, tongue, monitor)?;
        let paint = |(name, figure): &(&'static str, Figure)| {
            Ok(Illustration {
                name,
                title: figure.scene.title.clone(),
                description: figure.scene.description.clone(),
                svg: render::inline_svg(&figure.scene, name)?,
            })
        };
        let painted = figures.iter().map(paint).collect::<Result<Vec<_>, Error>>()?;
        Ok(Self { found, figures, painted, telling })
    }

    /// The report, ready to be written as a page.
    #[must_use]
    pub fn report(&self, comparison: Option<Comparison<'a>>, period: Option<String>) -> Report<'a> {
        let (found, figures) = (self.found.clone(), self.painted.clone());
        Report { found, figures, period, comparison, telling: self.telling }
    }

    /// How many records, events and figures there are, in words.
    #[must_use]
    pub fn summary(&self, output: &Path) -> String {
        let (all, listed) = (self.found.entries.len(), self.found.listed().len());
        let cut = if self.found.is_cut() {
            format!("; the latest {listed} are listed, all are counted")
        } else {
            String::new()
        };
        let figures = self.figures.len();
        format!("{}: {all} records, {} events, {figures} figures{cut}", output.display(), self.found.event_count())
    }
}

/// What a careful editor would stop: in the records that pass a filter, and in the titles of the recipes.
///
/// # Errors
///
/// Where a recipe cannot be read.
pub fn warnings(dossier: &Dossier, found: &Found<'_>) -> Result<Vec<Warning>, Error> {
    let one = |name: String| -> Result<[Headline; 2], Error> {
        let recipe = dossier.recipe(&name)?;
        let chosen = Measured::new(dossier.case(), &recipe.filter.resolve()?, dossier.context());
        let events = chosen.iter().filter(|m| is_event(m.incident.category)).count();
        let of = format!("maps/{name}.toml");
        Ok([recipe.title, recipe.subtitle].map(|words| Headline { of: of.clone(), words, events }))
    };
    let headlines: Result<Vec<[Headline; 2]>, Error> = dossier.recipes()?.into_iter().map(one).collect();
    let headlines: Vec<Headline> = headlines?.into_iter().flatten().collect();
    Ok(lint(found, &headlines))
}

/// The figures of a report: a map, and, where every record is drawn and there are events, strip and timeline.
fn figures(
    dossier: &Dossier,
    found: &Found<'_>,
    measured: &Measured<'_>,
    text: &FilterText,
    tongue: Tongue,
    monitor: &dyn Monitor,
) -> Result<Vec<(&'static str, Figure)>, Error> {
    let words = tongue.first.report();
    let titles = [
        ("map", Kind::Map, words.map_title),
        ("strip", Kind::Strip, words.strip_title),
        ("timeline", Kind::Timeline, words.timeline_title),
    ];
    // A map of more could not be read.
    let drawn = measured.only(found.drawn());
    let shown = dossier.with_incidents(drawn.iter().map(|m| m.incident.clone()).collect());
    let span = || {
        found.span.as_ref().map(|(from, to)| {
            let told = |d: &str| d.parse().map_or_else(|_| d.to_owned(), |d: Edtf| date(tongue.first, &d));
            fill(words.period, &[("from", &told(from)), ("to", &told(to))])
        })
    };
    let subtitle = period(text, tongue)?.or_else(span);
    let mut out = Vec::new();
    for (name, kind, title) in titles {
        // Along the kilometres and by month only all events together mean anything.
        if kind != Kind::Map && (found.events.is_empty() || found.drawn().len() < found.entries.len()) {
            continue;
        }
        let mut recipe = Recipe::parse("report", "title = \"\"")?;
        recipe.kind = kind;
        recipe.title = title.to_owned();
        recipe.subtitle = subtitle.clone().unwrap_or_default();
        recipe.lang = tongue.second.map_or_else(|| tongue.first.to_string(), |s| format!("{}+{s}", tongue.first));
        recipe.size = Some(if kind == Kind::Map { (1600, 1200) } else { (1600, 1150) });
        let whole = ExtentText { border: Some(true), ..ExtentText::default() };
        let stretch = text.km.map(|km| ExtentText { km: Some(km), ..ExtentText::default() });
        recipe.extent = match kind {
            Kind::Timeline => ExtentText::default(),
            Kind::Strip => stretch.unwrap_or_default(),
            _ => stretch.unwrap_or(whole),
        };
        match shown.figure_of(recipe).with(&drawn).compose() {
            Ok(figure) => {
                if let Some(warning) = unprintable_warning(&figure.unprintable) {
                    monitor.note(&format!("warning: {name} in the report: {warning}"));
                }
                figure.remarks.iter().for_each(|r| monitor.detail(&format!("{name}: {r}")));
                out.push((name, figure));
            }
            // A report without a figure is still a report, and says so.
            Err(Error::Request { message, .. }) => monitor.note(&format!("no {name} in the report: {message}")),
            Err(failure) => return Err(failure),
        }
    }
    Ok(out)
}

/// The period that was asked for, in words; `None` if not both ends were given.
///
/// # Errors
///
/// None where the filter was resolved before.
pub fn period(text: &FilterText, tongue: Tongue) -> Result<Option<String>, Error> {
    let Some((since, until)) = ends(text)? else { return Ok(None) };
    let [from, to] = [since, until].map(|d| date(tongue.first, &d));
    Ok(Some(fill(tongue.first.report().period, &[("from", &from), ("to", &to)])))
}

/// Both ends of the period, where both were given.
fn ends(text: &FilterText) -> Result<Option<(Edtf, Edtf)>, Error> {
    // Resolved before, so that each is a date.
    let date = |t: &Option<String>| t.as_ref().and_then(|t| t.parse::<Edtf>().ok());
    Ok(date(&text.since).zip(date(&text.until)))
}

/// The period beside the one before.
///
/// # Errors
///
/// [`Error::Request`] where not both ends of the period were given, or nothing lies before it.
pub fn comparison<'a>(dossier: &'a Dossier, text: &FilterText) -> Result<Comparison<'a>, Error> {
    let Some((since, until)) = ends(text)? else {
        let hint = "such as --since 2026-01 --until 2026-03 --compare previous".to_owned();
        return Err(Error::request("--compare needs both ends of the period", hint));
    };
    let Some(before) = Edtf::period_before(&since, &until) else {
        return Err(Error::request(format!("there is no period before {since} to {until}"), None));
    };
    let of = |since: Option<&Edtf>, until: Option<&Edtf>| -> Result<Vec<&'a Incident>, Error> {
        let told = |d: Option<&Edtf>| d.map(|d| d.as_str().to_owned());
        let text = FilterText { since: told(since), until: told(until), ..text.clone() };
        let chosen = Measured::new(dossier.case(), &text.resolve()?, dossier.context());
        let mut list: Vec<&'a Incident> = chosen.iter().map(|m| m.incident).collect();
        list.sort_by_cached_key(|i| (i.date.earliest(), i.id.clone()));
        Ok(list)
    };
    let records = [of(Some(&since), Some(&until))?, of(Some(&before.0), Some(&before.1))?];
    Ok(Comparison::new([(since, until), before], records, &of(None, None)?))
}
