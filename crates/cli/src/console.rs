//! stdout for the product, stderr for everything else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use thiserror::Error;

use super::args::{AnalyseFormat, CheckFormat, Global, TableArgs};
use marz::analyse::Caveats;
use marz::color;
use marz::compose::{Unprintable, unprintable_warning};
use marz::dossier::file_like;
use marz::export::{Sheet, Target};
use marz::language::Language;
use marz::monitor::Monitor;
use marz::phrase::Phrases;
use marz::read::{Document, Excerpt, Problem, Severity};
use marz::terminal;

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub enum Failure {
    /// The reader of our output has gone: no failure at all.
    #[error("broken pipe")]
    BrokenPipe,
    /// An error of the library.
    #[error(transparent)]
    Marz(marz::Error),
}

impl<E: Into<marz::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        match error.into() {
            marz::Error::Unwritten { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            error => Self::Marz(error),
        }
    }
}

impl Failure {
    pub fn usage(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self::Marz(marz::Error::request(message, hint))
    }

    pub fn data(message: impl Into<String>) -> Self {
        Self::Marz(marz::Error::Data(message.into()))
    }
}

/// To the beginning of the line, and nothing left on it.
const CLEAR: &str = "\r\u{1b}[K";

/// The terminal as the options want it.
pub struct Console {
    quiet: bool,
    verbose: bool,
    color: bool,
    /// Whether a line stands that the next one takes the place of.
    is_passing: AtomicBool,
}

impl Console {
    pub fn new(global: &Global) -> Self {
        let asked = color::asked(global.color.into(), |name| std::env::var_os(name));
        let color = asked.map_or_else(|| io::stderr().is_terminal(), |(is_wanted, _)| is_wanted);
        Self { quiet: global.quiet, verbose: global.verbose, color, is_passing: AtomicBool::new(false) }
    }

    /// Something a person should know.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.stderr(text);
        }
    }

    /// What counts and sums take in, which a table for people says itself.
    pub fn caveats(&self, found: Caveats, format: AnalyseFormat) {
        if !matches!(format, AnalyseFormat::Table) {
            let english = Language::english();
            Phrases::new(&english).caveats(found).iter().for_each(|sentence| self.note(sentence));
        }
    }

    /// Something only a curious person wants to know.
    pub fn detail(&self, text: &str) {
        if self.verbose && !self.quiet {
            self.stderr(text);
        }
    }

    /// Texts that a figure cannot print whole.
    pub fn unprintable(&self, figure: &str, found: &[Unprintable]) {
        if let Some(warning) = unprintable_warning(found) {
            self.note(&format!("warning: {figure}: {warning}"));
        }
    }

    /// The reason of a failure, and what to do.
    pub fn failure(&self, failure: &Failure) {
        let (bold, plain) = if self.color { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        self.styled(&format!("{bold}marz: error:{plain} {}", for_people(&failure.to_string())));
        let hint = match failure {
            Failure::Marz(marz::Error::Read { path, source }) if source.kind() == io::ErrorKind::NotFound => {
                file_like(path).map(|like| format!("did you mean '{}'?", like.display()))
            }
            Failure::Marz(error) => error.hint().map(str::to_owned),
            Failure::BrokenPipe => None,
        };
        if let Some(hint) = hint {
            self.stderr(&format!("hint: {hint}"));
        }
    }

    fn stderr(&self, text: &str) {
        self.styled(&for_people(text));
    }

    /// Text with our own colours, whose data went through [`for_people`] or [`rendered`] before. A closed stderr is no reason to stop:
    /// the product goes to stdout or into a file.
    fn styled(&self, text: &str) {
        let clear = if self.is_passing.swap(false, Ordering::Relaxed) { CLEAR } else { "" };
        let _ = writeln!(io::stderr(), "{clear}{}", text.trim_end());
    }

    /// What is under way, on a terminal: the next line takes its place.
    fn passing(&self, text: &str) {
        if !self.quiet && io::stderr().is_terminal() {
            self.is_passing.store(true, Ordering::Relaxed);
            let _ = write!(io::stderr(), "{CLEAR}{}", for_people(text));
        }
    }

    /// Problems on stderr: errors always, warnings unless quiet.
    pub fn problems(&self, problems: &[Problem], documents: &BTreeMap<String, Document>) {
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        for problem in problems.iter().filter(|p| p.severity == Severity::Error || !self.quiet) {
            self.styled(&rendered(problem, documents.get(&problem.file), &renderer));
        }
    }

    /// A progress bar over a number of steps, on a terminal; nothing elsewhere.
    pub fn steps(&self) -> ConsoleMonitor<'_> {
        let bar = self.bar(0, "{bar:24} {pos}/{len} {msg}  {elapsed}, about {eta} left");
        ConsoleMonitor { console: self, bar, what: "" }
    }

    /// A monitor with a progress bar over the bytes of a file, on a terminal; without a length where that is not known.
    pub fn monitor(&self, bytes: Option<u64>, what: &'static str) -> ConsoleMonitor<'_> {
        let bar = match bytes {
            Some(bytes) => self.bar(bytes, "{bar:24} {msg}  {bytes} of {total_bytes}, about {eta} left"),
            None => self.bar(0, "{spinner} {msg}  {bytes}, {elapsed}"),
        };
        ConsoleMonitor { console: self, bar, what }
    }

    fn bar(&self, length: u64, template: &str) -> ProgressBar {
        let bar = ProgressBar::new(length);
        if self.quiet || !io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        } else if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        bar
    }
}

/// Problems as text for people, in the manner of a compiler.
pub fn rendered_all(problems: &[Problem], documents: &BTreeMap<String, Document>) -> String {
    let renderer = Renderer::plain();
    problems.iter().map(|p| rendered(p, documents.get(&p.file), &renderer) + "\n\n").collect()
}

fn rendered(problem: &Problem, document: Option<&Document>, renderer: &Renderer) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (title, label) = (problem.title(), problem.found_and_expected());
    let (title, label, file) = (terminal::line(&title), terminal::line(&label), terminal::line(&problem.file));
    let hint = problem.hint.as_deref().map(terminal::line);
    let mut group = level.primary_title(title);
    let shown = match (document, &problem.span) {
        (Some(document), Some(span)) => document.excerpt(span.clone()),
        _ => None,
    };
    let mut report = Vec::new();
    if let Some(Excerpt { text, span }) = &shown {
        let annotation = AnnotationKind::Primary.span(span.clone()).label(label.as_str());
        let line = problem.line.unwrap_or(1);
        let snippet = Snippet::source(text.as_str()).line_start(line).path(file.as_str()).annotation(annotation);
        let mut element = group.element(snippet);
        if let Some(hint) = &hint {
            element = element.element(Level::HELP.message(hint.as_str()));
        }
        report.push(element);
        return renderer.render(&report);
    }
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        (Some(line), None) => format!("{file}:{line}"),
        _ => file.clone(),
    };
    group = group.id(place);
    let mut element = group.element(Level::NOTE.message(if label.is_empty() { "the file as a whole" } else { &label }));
    if let Some(hint) = &hint {
        element = element.element(Level::HELP.message(hint.as_str()));
    }
    report.push(element);
    renderer.render(&report)
}

/// Where a product goes: a file, or stdout for `-`.
pub fn target(path: &Path) -> Target {
    match path.as_os_str() == "-" {
        true => Target::stream("to stdout", || Box::new(Stdout)),
        false => Target::file(path),
    }
}

/// The one gate for texts that people read, on stdout, on stderr and in pipes that end on a terminal: no data drive it.
fn for_people(text: &str) -> Cow<'_, str> {
    terminal::shown(text)
}

/// Writes a text for people to a file, or to stdout for `-`.
pub fn deliver_text(path: &Path, text: &str) -> Result<(), Failure> {
    deliver_data(path, for_people(text).as_bytes())
}

/// Writes a product for programs, byte for byte, to a file, or to stdout for `-`.
pub fn deliver_data(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(target(path).write(bytes)?)
}

/// Writes a product as the options want it: as text, made safe for a terminal, or as JSON.
pub fn deliver_as(
    (format, output): (CheckFormat, &Path),
    text: impl FnOnce() -> String,
    json: impl FnOnce() -> serde_json::Value,
) -> Result<(), Failure> {
    match format {
        CheckFormat::Text => deliver_text(output, &text()),
        CheckFormat::Json => deliver_data(output, format!("{:#}\n", json()).as_bytes()),
    }
}

/// Writes results as a table for people, made safe for a terminal, as JSON, as CSV or as a workbook.
pub fn deliver_table(
    table: &TableArgs,
    console: &Console,
    edition: Option<&str>,
    text: impl FnOnce() -> String,
    json: impl FnOnce() -> serde_json::Value,
    sheet: impl FnOnce() -> Sheet,
) -> Result<(), Failure> {
    let product = match table.format {
        AnalyseFormat::Table => {
            let edition = edition.map(|edition| format!("\nedition {edition}\n")).unwrap_or_default();
            return deliver_text(&table.output, &(text() + &edition));
        }
        AnalyseFormat::Json => {
            let mut value = json();
            if let (Some(object), Some(edition)) = (value.as_object_mut(), edition) {
                object.insert("edition".to_owned(), edition.into());
            }
            format!("{value:#}\n").into_bytes()
        }
        AnalyseFormat::Csv => sheet().csv(),
        AnalyseFormat::Xlsx => {
            sheet().workbook(&target(&table.output))?.iter().for_each(|warning| console.note(warning));
            return Ok(());
        }
    };
    deliver_data(&table.output, &product)
}

/// stdout: a file gets every byte as it is; a terminal shows data and is not driven by them.
struct Stdout;

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut out = io::stdout().lock();
        match out.is_terminal() {
            true => out.write_all(for_people(&String::from_utf8_lossy(bytes)).as_bytes())?,
            false => out.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().lock().flush()
    }
}

/// The monitor of long work: problems on stderr, and a progress bar.
pub struct ConsoleMonitor<'a> {
    console: &'a Console,
    bar: ProgressBar,
    what: &'static str,
}

impl Monitor for ConsoleMonitor<'_> {
    fn problems(&self, problems: &[Problem]) {
        self.console.problems(problems, &BTreeMap::new());
    }

    fn progress(&self, records: usize, bytes: usize) {
        self.bar.inc(u64::try_from(bytes).unwrap_or(0));
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{records} {}, {:.0}/s", self.what, records as f64 / seconds));
    }

    fn step(&self, done: usize, of: usize, what: &str) {
        self.bar.set_length(u64::try_from(of).unwrap_or(0));
        self.bar.set_position(u64::try_from(done).unwrap_or(0));
        self.bar.set_message(what.to_owned());
    }

    fn note(&self, text: &str) {
        self.bar.suspend(|| self.console.note(text));
    }

    fn detail(&self, text: &str) {
        self.bar.suspend(|| self.console.detail(text));
    }
}

impl Drop for ConsoleMonitor<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Monitor for Console {
    fn problems(&self, problems: &[Problem]) {
        Console::problems(self, problems, &BTreeMap::new());
    }

    fn note(&self, text: &str) {
        Console::note(self, text);
    }

    fn detail(&self, text: &str) {
        Console::detail(self, text);
    }

    fn progress(&self, records: usize, _bytes: usize) {
        self.passing(&format!("  {records} rows"));
    }

    fn step(&self, done: usize, of: usize, what: &str) {
        self.passing(&format!("  {done} of {of} {what}"));
    }
}
