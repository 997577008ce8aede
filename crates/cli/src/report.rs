//! `marz report`: what was found, as one page, as Markdown with its images, or as a Word document.

use std::collections::BTreeMap;

use super::args::{Global, ReportArgs, ReportFormat};
use super::console::{Console, Failure, deliver_data};
use super::open;
use super::outcome::Outcome;
use marz::Selection;
use marz::recipe::Theme;
use marz::report::{ReportDraft, ReportForm, WordTemplate, comparisons, lint_summary, report_files, warnings};

pub fn run(args: &ReportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let text = args.filter.text();
    let filter = text.resolve()?;
    if args.format == ReportFormat::Md && args.output.as_os_str() == "-" {
        let hint = "--output report.md writes the images beside it".to_owned();
        return Err(Failure::usage("Markdown has images in files of their own and cannot go to stdout", hint));
    }
    if args.format != ReportFormat::Docx && args.template.is_some() {
        return Err(Failure::usage("--template is for a Word document", "with --format docx".to_owned()));
    }
    let template = args.template.as_deref().map(WordTemplate::open).transpose()?;
    let dossier = open::dossier(global, console)?.with_edition()?.redacted(&args.filter.redaction()?)?;
    let languages = dossier.asked_or_english(args.lang.as_deref())?;
    let dossier = open::seen_by(dossier, &args.views, console)?;
    let within = if args.within.is_empty() { dossier.manifest().within.clone() } else { args.within.clone() };
    console.problems(&dossier.colour_warnings(&[Theme::Print]), &BTreeMap::new());
    let compared = comparisons(&dossier, &text, &args.compare)?;
    let measured = dossier.measure(&Selection { filter, within })?;
    let data = ReportDraft::new(&dossier, &measured, &text, &languages, console)?;
    let warnings = warnings(&dossier, &data.found)?;
    if !warnings.is_empty() {
        console.note(&format!("before you publish:\n{}", lint_summary(&warnings)));
    }
    let page = data.report(compared);
    let form = match args.format {
        ReportFormat::Html => ReportForm::Html,
        ReportFormat::Docx => ReportForm::Word,
        ReportFormat::Md => ReportForm::Markdown,
    };
    for (path, bytes) in report_files(&data, &page, (form, &args.output), template.as_ref())? {
        deliver_data(&path, &bytes)?;
    }
    console.note(&data.summary(&args.output));
    Ok(Outcome::of(dossier.counts().errors > 0))
}
