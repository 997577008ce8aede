//! `marz report`: what was found, as one page or as Markdown with its images.

use std::path::Path;

use super::Outcome;
use super::args::{Compare, Global, ReportArgs, ReportFormat};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, load};
use super::edition;
use super::lint::headlines;
use super::measure::{measured, selected};
use super::picture::{figure, rendered};
use super::withhold::Withheld;
use marz::export::{Measured, Record};
use marz::language::{LanguagePair, Languages, date};
use marz::measure::{Against, BorderLine, Lands};
use marz::model::{Dossier, Edtf, Incident};
use marz::phrase::Phrases;
use marz::recipe::{ExtentText, FilterText, ImageFormat, Kind, Length, Manifest, Recipe};
use marz::render;
use marz::report::{Comparison, Entry, Found, Illustration, Report, html_page, lint, lint_text, markdown};

pub fn run(args: &ReportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let text = args.filter.text();
    text.resolve()?;
    if args.format == ReportFormat::Md && args.output.as_os_str() == "-" {
        let hint = "--output report.md writes the images beside it".to_owned();
        return Err(Failure::usage("Markdown has images in files of their own and cannot go to stdout", hint));
    }
    let home = Home::find(global, console)?;
    let lang = args.lang.clone().or(home.manifest()?.defaults.lang).unwrap_or_else(|| "en".to_owned());
    let (home, manifest, dossier, counts) = load(home)?.usable(console)?;
    let there_are = home.languages()?;
    let languages = there_are.pair(&lang).map_err(|e| {
        let key = if args.lang.is_some() { "--lang" } else { "marz.toml: defaults.lang" };
        Failure::usage(format!("{key} {e}"), None)
    })?;
    let dossier = Withheld::of(&args.filter)?.from(edition::told(dossier, &home, &manifest)?)?;
    let line = BorderLine::new(&dossier.border);
    let within = if args.within.is_empty() { &manifest.within } else { &args.within };
    let compare = args.compare.as_ref().map(|Compare::Previous| comparison(&dossier, &line, &text)).transpose()?;
    let made = Made::new(&dossier, &line, &text, within, (&there_are, &languages), console)?;
    let warnings = lint(&made.found, &headlines(&home, &dossier, &line)?);
    if !warnings.is_empty() {
        console.note(&format!("before you publish:\n{}", lint_text(&warnings)));
    }
    let page = made.report(compare, period(&text, &languages)?);
    match args.format {
        ReportFormat::Html => deliver(&args.output, html_page(&page).as_bytes())?,
        ReportFormat::Md => {
            let stem = args.output.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let image = |name: &str| format!("{stem}-{name}.png");
            for (name, figure) in &made.figures {
                let beside = args.output.with_file_name(image(name));
                deliver(&beside, &rendered(figure, ImageFormat::Png)?)?;
            }
            // An address must not hold a space; the file name may.
            deliver(&args.output, markdown(&page, &|name| format!("<{}>", image(name))).as_bytes())?;
        }
    }
    console.note(&made.summary(&args.output));
    Ok(Outcome::of(counts.errors > 0))
}

/// The report of a whole dossier, as `build` writes it.
pub fn whole(
    dossier: &Dossier,
    there_are: &Languages,
    line: &BorderLine,
    manifest: &Manifest,
    console: &Console,
) -> Result<String, Failure> {
    let languages = match &manifest.defaults.lang {
        Some(lang) => {
            there_are.pair(lang).map_err(|e| Failure::usage(format!("marz.toml: defaults.lang {e}"), None))?
        }
        None => LanguagePair::only(there_are.english()),
    };
    let made = Made::new(dossier, line, &FilterText::default(), &manifest.within, (there_are, &languages), console)?;
    Ok(html_page(&made.report(None, None)))
}

/// Everything that a report is made of.
struct Made<'a> {
    found: Found<'a>,
    figures: Vec<(&'static str, marz::compose::Figure)>,
    painted: Vec<Illustration>,
    languages: LanguagePair,
}

impl<'a> Made<'a> {
    fn new(
        dossier: &'a Dossier,
        line: &BorderLine,
        text: &FilterText,
        within: &[Length],
        (there_are, languages): (&Languages, &LanguagePair),
        console: &Console,
    ) -> Result<Self, Failure> {
        let found = found(dossier, line, text, within)?;
        let figures = figures(&found, line, text, (there_are, languages), console)?;
        let paint = |(name, figure): &(&'static str, marz::compose::Figure)| {
            Ok(Illustration {
                name,
                title: figure.scene.title.clone(),
                description: figure.scene.description.clone(),
                svg: render::inline_svg(&figure.scene, name)?,
            })
        };
        let painted = figures.iter().map(paint).collect::<Result<Vec<_>, Failure>>()?;
        Ok(Self { found, figures, painted, languages: languages.clone() })
    }

    fn report<'s>(&'s self, comparison: Option<Comparison<'s>>, period: Option<String>) -> Report<'s> {
        let (found, figures) = (self.found.clone(), self.painted.clone());
        Report { found, figures, period, comparison, phrases: Phrases::new(&self.languages.first) }
    }

    fn summary(&self, output: &Path) -> String {
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

/// The records that pass a filter, measured, and what they come to.
pub fn found<'a>(
    dossier: &'a Dossier,
    line: &BorderLine,
    text: &FilterText,
    within: &[Length],
) -> Result<Found<'a>, Failure> {
    let chosen = selected(dossier, line, &text.resolve()?);
    let entry = |m: Measured<'a>| match m.record {
        Record::Incident(incident) => Some(Entry { incident, proximity: m.proximity }),
        Record::Point(..) => None,
    };
    let records = measured(dossier, line, &[], &chosen, within);
    let entries: Vec<Entry<'a>> = records.into_iter().filter_map(entry).collect();
    let limits: Vec<f64> = within.iter().map(Length::metres).collect();
    let countries = dossier.basemap.countries.as_ref().map_or(&[][..], |l| &l.features);
    let lands = Lands::new(&dossier.border, countries);
    let against = Against { border: &dossier.border, line, lands: &lands, limits_m: &limits };
    Ok(Found::new(dossier, &against, entries))
}

/// The figures of a report: a map, and, where every record is drawn and there are events, strip and timeline.
fn figures(
    found: &Found<'_>,
    line: &BorderLine,
    text: &FilterText,
    (there_are, languages): (&Languages, &LanguagePair),
    console: &Console,
) -> Result<Vec<(&'static str, marz::compose::Figure)>, Failure> {
    let words = &languages.first;
    let titles = [
        ("map", Kind::Map, words.text("report-map-title")),
        ("strip", Kind::Strip, words.text("report-strip-title")),
        ("timeline", Kind::Timeline, words.text("report-timeline-title")),
    ];
    // A map of more could not be read.
    let listed: Vec<Incident> = found.drawn().iter().map(|e| e.incident.clone()).collect();
    let shown = Dossier { incidents: listed, ..found.dossier.clone() };
    let span = || {
        found.span.as_ref().map(|(from, to)| {
            let told = |d: &str| d.parse().map_or_else(|_| d.to_owned(), |d: Edtf| date(&languages.first, &d));
            words.fill("report-period", &[("from", &told(from)), ("to", &told(to))])
        })
    };
    let subtitle = period(text, languages)?.or_else(span);
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
        recipe.lang = languages.to_string();
        recipe.size = Some(if kind == Kind::Map { (1600, 1200) } else { (1600, 1150) });
        let whole = ExtentText { border: Some(true), ..ExtentText::default() };
        let stretch = text.km.map(|km| ExtentText { km: Some(km), ..ExtentText::default() });
        recipe.extent = match kind {
            Kind::Timeline => ExtentText::default(),
            Kind::Strip => stretch.unwrap_or_default(),
            _ => stretch.unwrap_or(whole),
        };
        match figure(&shown, there_are, line, &recipe) {
            Ok(figure) => {
                figure.remarks.iter().for_each(|r| console.detail(&format!("{name}: {r}")));
                out.push((name, figure));
            }
            // A report without a figure is still a report, and says so.
            Err(Failure::Usage { message, .. }) => console.note(&format!("no {name} in the report: {message}")),
            Err(failure) => return Err(failure),
        }
    }
    Ok(out)
}

/// The period that was asked for, in words.
fn period(text: &FilterText, languages: &LanguagePair) -> Result<Option<String>, Failure> {
    let Some((since, until)) = ends(text)? else { return Ok(None) };
    let [from, to] = [since, until].map(|d| date(&languages.first, &d));
    Ok(Some(languages.first.fill("report-period", &[("from", &from), ("to", &to)])))
}

/// Both ends of the period, where both were given.
fn ends(text: &FilterText) -> Result<Option<(Edtf, Edtf)>, Failure> {
    // Resolved before, so that each is a date.
    let date = |t: &Option<String>| t.as_ref().and_then(|t| t.parse::<Edtf>().ok());
    Ok(date(&text.since).zip(date(&text.until)))
}

/// The period beside the one before.
fn comparison<'a>(dossier: &'a Dossier, line: &BorderLine, text: &FilterText) -> Result<Comparison<'a>, Failure> {
    let Some((since, until)) = ends(text)? else {
        let hint = "such as --since 2026-01 --until 2026-03 --compare previous".to_owned();
        return Err(Failure::usage("--compare needs both ends of the period", hint));
    };
    let Some(before) = Edtf::period_before(&since, &until) else {
        return Err(Failure::usage(format!("there is no period before {since} to {until}"), None));
    };
    let of = |since: Option<&Edtf>, until: Option<&Edtf>| -> Result<Vec<&'a Incident>, Failure> {
        let told = |d: Option<&Edtf>| d.map(|d| d.as_str().to_owned());
        let text = FilterText { since: told(since), until: told(until), ..text.clone() };
        let mut list = selected(dossier, line, &text.resolve()?);
        list.sort_by_cached_key(|i| (i.date.earliest(), i.id.clone()));
        Ok(list)
    };
    let records = [of(Some(&since), Some(&until))?, of(Some(&before.0), Some(&before.1))?];
    Ok(Comparison::new([(since, until), before], records, &of(None, None)?))
}
