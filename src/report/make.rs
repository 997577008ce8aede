//! Making a report of a dossier: measured records, figures, comparison with the period before.

use std::path::Path;

use super::findings::{Illustration, ReportData};
use super::{Comparison, Headline, Report, Warning, html_page, lint, lint_languages};
use crate::analyse::is_event;
use crate::compose::{Figure, unprintable_warning};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::language::{LanguagePair, date};
use crate::measured::Measured;
use crate::model::{Edtf, Incident, not_judged_in_words};
use crate::monitor::Monitor;
use crate::phrase::Phrases;
use crate::recipe::{ExtentText, FilterText, Kind, Recipe};
use crate::render;

/// The report of a whole dossier in its default language, as one HTML page.
///
/// `measured`: all its incidents, measured with the distances of the manifest.
///
/// # Errors
///
/// If a figure cannot be made.
pub fn whole(dossier: &Dossier, measured: &Measured<'_>, monitor: &dyn Monitor) -> Result<String, Error> {
    let languages = dossier.asked_or_english(None)?;
    let made = ReportDraft::new(dossier, measured, &FilterText::default(), &languages, monitor)?;
    Ok(html_page(&made.report(None, None)))
}

/// The measured records and the figures of a report.
pub struct ReportDraft<'a> {
    /// The records with their events.
    pub found: ReportData<'a>,
    /// The figures with their names.
    pub figures: Vec<(&'static str, Figure)>,
    painted: Vec<Illustration>,
    languages: LanguagePair,
}

impl<'a> ReportDraft<'a> {
    /// Makes the figures of a report of measured incidents; `text` is the filter that chose them.
    ///
    /// # Errors
    ///
    /// If a figure cannot be made. A figure without enough room is left out, with a note to the monitor.
    pub fn new(
        dossier: &Dossier,
        measured: &Measured<'a>,
        text: &FilterText,
        languages: &LanguagePair,
        monitor: &dyn Monitor,
    ) -> Result<Self, Error> {
        let found = ReportData::new(measured.case(), measured);
        if let Some(words) = not_judged_in_words(measured.not_judged()) {
            monitor.note(&words);
        }
        let figures = figures(dossier, &found, measured, text, languages, monitor)?;
        let paint = |(name, figure): &(&'static str, Figure)| {
            Ok(Illustration {
                name,
                title: figure.scene.title.clone(),
                description: figure.scene.description.clone(),
                svg: render::inline_svg(&figure.scene, name)?,
            })
        };
        let painted = figures.iter().map(paint).collect::<Result<Vec<_>, Error>>()?;
        Ok(Self { found, figures, painted, languages: languages.clone() })
    }

    /// The report, for [`html_page`] or [`markdown`](super::markdown()).
    #[must_use]
    pub fn report<'s>(&'s self, comparison: Option<Comparison<'s>>, period: Option<String>) -> Report<'s> {
        let (found, figures) = (self.found.clone(), self.painted.clone());
        Report { found, figures, period, comparison, phrases: Phrases::new(&self.languages.first) }
    }

    /// The numbers of records, events and figures, in words.
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

/// The warnings of the publication check, for the records of a report and the titles of the recipes.
///
/// # Errors
///
/// If a recipe cannot be read.
pub fn warnings(dossier: &Dossier, found: &ReportData<'_>) -> Result<Vec<Warning>, Error> {
    let headlines_of = |name: String| -> Result<[Headline; 2], Error> {
        let recipe = dossier.recipe(&name)?;
        let chosen = Measured::new(dossier.case(), &dossier.own_filter(recipe.filter.resolve()?)?, dossier.context());
        let events = chosen.iter().filter(|m| is_event(m.incident.category)).count();
        let of = format!("maps/{name}.toml");
        Ok([recipe.title, recipe.subtitle].map(|words| Headline { of: of.clone(), words, events }))
    };
    let headlines: Result<Vec<[Headline; 2]>, Error> = dossier.recipes()?.into_iter().map(headlines_of).collect();
    let headlines: Vec<Headline> = headlines?.into_iter().flatten().collect();
    let mut warnings = lint(found, &headlines);
    warnings.extend(lint_languages(dossier.languages()));
    Ok(warnings)
}

/// The figures of a report: a map, and, if every record is drawn and there are events, strip and timeline.
fn figures(
    dossier: &Dossier,
    found: &ReportData<'_>,
    measured: &Measured<'_>,
    text: &FilterText,
    languages: &LanguagePair,
    monitor: &dyn Monitor,
) -> Result<Vec<(&'static str, Figure)>, Error> {
    let words = &languages.first;
    let titles = [
        ("map", Kind::Map, words.text("report-map-title")),
        ("strip", Kind::Strip, words.text("report-strip-title")),
        ("timeline", Kind::Timeline, words.text("report-timeline-title")),
    ];
    // More records would make the map illegible.
    let drawn = measured.only(found.drawn());
    let shown = dossier.with_incidents(drawn.iter().map(|m| m.incident.clone()).collect());
    let span = || {
        found.span.as_ref().map(|(from, to)| {
            let in_words = |d: &str| d.parse().map_or_else(|_| d.to_owned(), |d: Edtf| date(&languages.first, &d));
            words.fill("report-period", &[("from", &in_words(from)), ("to", &in_words(to))])
        })
    };
    let subtitle = period(text, languages)?.or_else(span);
    let mut out = Vec::new();
    for (name, kind, title) in titles {
        // Strip and timeline are meaningful only with all events.
        if kind != Kind::Map && (found.events.is_empty() || found.drawn().len() < found.entries.len()) {
            continue;
        }
        let mut recipe = Recipe::parse("report", "title = \"\"")?;
        recipe.kind = kind;
        recipe.title = title.to_owned();
        recipe.subtitle = subtitle.clone().unwrap_or_default();
        recipe.lang = languages.to_string();
        recipe.size = Some(if kind == Kind::Map { (1600, 1200) } else { (1600, 1150) });
        let whole = ExtentText { border: Some(true), ..ExtentText::default() };
        let section = text.km.map(|km| ExtentText { km: Some(km), ..ExtentText::default() });
        recipe.extent = match kind {
            Kind::Timeline => ExtentText::default(),
            Kind::Strip => section.unwrap_or_default(),
            _ => section.unwrap_or(whole),
        };
        match shown.figure_of(recipe).with(&drawn).compose() {
            Ok(figure) => {
                if let Some(warning) = unprintable_warning(&figure.unprintable) {
                    monitor.note(&format!("warning: {name} in the report: {warning}"));
                }
                figure.remarks.iter().for_each(|r| monitor.detail(&format!("{name}: {r}")));
                out.push((name, figure));
            }
            // The report is made without this figure, with a note.
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
/// If a date of the filter is invalid; never if the filter was resolved before.
pub fn period(text: &FilterText, languages: &LanguagePair) -> Result<Option<String>, Error> {
    let Some((since, until)) = ends(text)? else { return Ok(None) };
    let [from, to] = [since, until].map(|d| date(&languages.first, &d));
    Ok(Some(languages.first.fill("report-period", &[("from", &from), ("to", &to)])))
}

/// Both ends of the period; `None` if not both were given.
fn ends(text: &FilterText) -> Result<Option<(Edtf, Edtf)>, Error> {
    // Resolved before, so that each is a date.
    let date = |t: &Option<String>| t.as_ref().and_then(|t| t.parse::<Edtf>().ok());
    Ok(date(&text.since).zip(date(&text.until)))
}

/// The comparison of the period with the one before.
///
/// # Errors
///
/// [`Error::Request`] if not both ends of the period were given, or there is no period before it.
pub fn comparison<'a>(dossier: &'a Dossier, text: &FilterText) -> Result<Comparison<'a>, Error> {
    let Some((since, until)) = ends(text)? else {
        let hint = "such as --since 2026-01 --until 2026-03 --compare previous".to_owned();
        return Err(Error::request("--compare needs both ends of the period", hint));
    };
    let Some(before) = Edtf::period_before(&since, &until) else {
        return Err(Error::request(format!("there is no period before {since} to {until}"), None));
    };
    let of = |since: Option<&Edtf>, until: Option<&Edtf>| -> Result<Vec<&'a Incident>, Error> {
        let text_of = |d: Option<&Edtf>| d.map(|d| d.as_str().to_owned());
        let text = FilterText { since: text_of(since), until: text_of(until), ..text.clone() };
        let chosen = Measured::new(dossier.case(), &dossier.own_filter(text.resolve()?)?, dossier.context());
        let mut list: Vec<&'a Incident> = chosen.iter().map(|m| m.incident).collect();
        list.sort_by_cached_key(|i| (i.date.days().0, i.id.clone()));
        Ok(list)
    };
    let records = [of(Some(&since), Some(&until))?, of(Some(&before.0), Some(&before.1))?];
    Ok(Comparison::new([(since, until), before], records, &of(None, None)?))
}
