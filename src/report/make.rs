//! Making a report of a dossier: measured records, figures, comparison with the period before.

use std::path::Path;

use super::findings::{Illustration, ReportData, days_of_events};
use super::{ComparedTo, Comparison, Comparisons, Headline, Picture, Report, Warning, html_page, lint, lint_languages};
use crate::analyse::is_event;
use crate::compose::{Figure, Unprintable, unprintable_texts, unprintable_warning};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::evidence::SinceSeal;
use crate::language::{Language, LanguagePair};
use crate::measured::Measured;
use crate::model::{Case, Edtf, Incident, not_judged_in_words};
use crate::monitor::Monitor;
use crate::phrase::Phrases;
use crate::recipe::{ExtentText, FilterText, Kind, Period, Recipe};
use crate::render;
use crate::terminal::counted;

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
    Ok(html_page(&made.report(Comparisons::default())))
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
        let filter = dossier.own_filter(text.resolve()?)?;
        let found = ReportData::new(measured.case(), measured).selected(filter);
        if let Some(words) = not_judged_in_words(measured.not_judged()) {
            monitor.note(&words);
        }
        if let Some(words) = nothing_found(dossier.case(), &found) {
            monitor.note(&words);
        }
        // The title of the dossier heads the report; the figures have titles of their own.
        let heads = |text: &Unprintable| {
            text.source.as_ref().is_some_and(|s| (s.part, s.field.as_str()) == ("manifest", "title"))
        };
        let headings: Vec<Unprintable> = unprintable_texts(measured.case()).into_iter().filter(heads).collect();
        unprintable_warning(&headings).iter().for_each(|warning| monitor.note(&format!("warning: {warning}")));
        let figures = figures(dossier, &found, measured, text, languages, monitor)?;
        let paint = |(name, figure): &(&'static str, Figure)| {
            Ok(Illustration {
                name,
                title: figure.scene.title.clone(),
                description: figure.scene.description.clone(),
                caption: caption(figure, &languages.first),
                svg: render::inline_svg(&figure.scene, name)?,
            })
        };
        let painted = figures.iter().map(paint).collect::<Result<Vec<_>, Error>>()?;
        Ok(Self { found, figures, painted, languages: languages.clone() })
    }

    /// The report, for [`html_page`] or [`markdown`](super::markdown()).
    #[must_use]
    pub fn report<'s>(&'s self, compared: Comparisons<'s>) -> Report<'s> {
        let (found, figures) = (self.found.clone(), self.painted.clone());
        Report { found, figures, compared, phrases: Phrases::new(&self.languages.first) }
    }

    /// The pictures of the figures, for [`word`](super::word()).
    ///
    /// # Errors
    ///
    /// If one cannot be painted.
    pub fn pictures(&self) -> Result<Vec<Picture>, Error> {
        let picture = |(_, figure): &(&'static str, Figure)| {
            let svg = render::svg(&figure.scene)?;
            Ok(Picture { png: render::png(&figure.scene, &svg)?, size: (figure.scene.width, figure.scene.height) })
        };
        self.figures.iter().map(picture).collect()
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
        let events = self.found.event_count();
        let period = self.found.asked.as_ref().map(|(since, until)| format!(" from {since} to {until}"));
        let (all, period) = (counted(all, "record"), period.unwrap_or_default());
        let (events, figures) = (counted(events, "event"), counted(figures, "figure"));
        format!("{}: {all}{period}, {events}, {figures}{cut}", output.display())
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
    let shown = dossier.with_part(drawn.iter().map(|m| m.incident.clone()).collect());
    let subtitle = found.period(Phrases::new(words));
    let mut out = Vec::new();
    for (name, kind, title) in titles {
        // Strip and timeline are meaningful only with all events.
        if kind != Kind::Map && (found.events.is_empty() || found.drawn().len() < found.entries.len()) {
            continue;
        }
        let mut recipe = Recipe::parse("report", "title = \"\"")?;
        recipe.kind = kind;
        recipe.title = title.to_owned();
        recipe.subtitle.clone_from(&subtitle);
        recipe.lang = languages.to_string();
        // 174 mm wide it is 110 mm high: two of them with their captions have room on a page.
        recipe.size = Some((1600, 1010));
        let whole = ExtentText { border: Some(true), ..ExtentText::default() };
        let section = text.km.map(|km| ExtentText { km: Some(km), ..ExtentText::default() });
        recipe.extent = match kind {
            Kind::Timeline => ExtentText::default(),
            Kind::Strip => section.unwrap_or_default(),
            _ => section.unwrap_or(whole),
        };
        let mut builder = shown.figure_of(recipe).with(&drawn).stating(found.filter.clone());
        if kind == Kind::Map && text.km.is_none() {
            builder = builder.with_all_near(near_m(found));
        }
        match builder.compose() {
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

/// What stands below a figure in print: its title and its counts. What it shows in words is its text alternative.
fn caption(figure: &Figure, words: &Language) -> String {
    let title = figure.scene.title.trim_end_matches('.');
    if figure.shown.of == 0 { format!("{title}.") } else { format!("{title}. {}.", figure.shown.in_words(words)) }
}

/// What a person should know of a report without records: the days of those that there are. `None` if it has any.
fn nothing_found(case: &Case, found: &ReportData<'_>) -> Option<String> {
    if !found.entries.is_empty() {
        return None;
    }
    let asked = found.asked.as_ref().map(|(since, until)| format!(" (from {since} to {until})")).unwrap_or_default();
    let there = match Edtf::known_days(case.incidents.iter().map(|i| &i.date)) {
        Some((first, last)) => format!("the records of the dossier are dated from {first} to {last}"),
        None => "the dossier has no dated record".to_owned(),
    };
    Some(format!("warning: no record passes the filter{asked}, the report is empty; {there}"))
}

/// How far from the border a record is still on the map of it, in metres: twice the farthest distance that is asked of, and 50 km where that is not
/// much beside the border. A record hundreds of kilometres away would make a dot of the border.
fn near_m(found: &ReportData<'_>) -> f64 {
    let asked = found.limits_m.iter().copied().fold(0.0, f64::max);
    (2.0 * asked).max(50_000.0_f64.min(found.length_km * 1000.0 / 4.0))
}

/// The comparisons that are asked for.
///
/// # Errors
///
/// [`Error::Request`] if a period is to be compared and not both of its ends were given, if there is no such other period, or both
/// overlap; if two periods are to be compared with; if there is no seal.
pub fn comparisons<'a>(
    dossier: &'a Dossier,
    text: &FilterText,
    against: &[ComparedTo],
) -> Result<Comparisons<'a>, Error> {
    let mut all = Comparisons::default();
    for asked in against {
        let is_second = match asked {
            ComparedTo::Sealed => all.sealed.replace(SinceSeal::of(dossier)?).is_some(),
            ComparedTo::Previous => all.period.replace(comparison(dossier, text, None)?).is_some(),
            ComparedTo::Period(other) => all.period.replace(comparison(dossier, text, Some(other))?).is_some(),
        };
        if is_second {
            let hint = "compare with one period, and with the last seal: --compare previous,sealed".to_owned();
            return Err(Error::request("--compare asks for the same twice, or for two periods", hint));
        }
    }
    Ok(all)
}

/// The comparison of the period with another, or with the one before.
fn comparison<'a>(dossier: &'a Dossier, text: &FilterText, other: Option<&Period>) -> Result<Comparison<'a>, Error> {
    let filter = dossier.own_filter(text.resolve()?)?;
    let Some((since, until)) = filter.period() else {
        let hint = "such as --during 2026-Q1 --compare previous".to_owned();
        return Err(Error::request("--compare needs both ends of the period", hint));
    };
    let before = match other {
        None => Edtf::period_before(&since, &until)
            .ok_or_else(|| Error::request(format!("there is no period before {since} to {until}"), None))?,
        Some(other) => {
            let data_date = dossier.case().data_date();
            let today = text.today.as_deref().or(data_date.as_deref());
            let hint = "such as --compare 2025-Q3, or --compare previous".to_owned();
            other.ends(today).map_err(|found| Error::request(format!("--compare: {found}"), hint))?
        }
    };
    if before.0.days().0 <= until.days().1 && since.days().0 <= before.1.days().1 {
        let message = format!("--compare: {} to {} and {since} to {until} overlap", before.0, before.1);
        return Err(Error::request(message, "compare with a period before or after it".to_owned()));
    }
    let of = |period: Option<(Edtf, Edtf)>| {
        let chosen = Measured::new(dossier.case(), &filter.clone().in_period(period), dossier.context());
        let mut list: Vec<&'a Incident> = chosen.iter().map(|m| m.incident).collect();
        list.sort_by_cached_key(|i| (i.date.days().0, i.id.clone()));
        list
    };
    let records = [of(Some((since.clone(), until.clone()))), of(Some(before.clone()))];
    let ends = days_of_events(&dossier.case().incidents.iter().collect::<Vec<_>>());
    let ends = ends.and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    Ok(Comparison::new([(since, until), before], records, &of(None), ends))
}
