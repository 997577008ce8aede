//! stdout for the product, stderr for everything else.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use thiserror::Error;

use super::args::Global;
use super::color;
use marz::compose::ComposeError;
use marz::ledger;
use marz::read::{Document, Problem, Severity};
use marz::recipe::closest;
use marz::terminal;

/// Says which file it is that a library could not make.
pub fn unmade<E: std::error::Error + Send + Sync + 'static>(path: &Path) -> impl Fn(E) -> Failure {
    move |source| Failure::Unmade { path: path.to_path_buf(), source: Box::new(source) }
}

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub enum Failure {
    /// The reader of our output has gone: no failure at all.
    #[error("broken pipe")]
    BrokenPipe,
    /// A file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] ledger::WriteError),
    /// A seal could not be written or read.
    #[error(transparent)]
    Seal(#[from] ledger::SealError),
    /// An edit could not be kept or undone.
    #[error(transparent)]
    History(#[from] ledger::HistoryError),
    /// A file could not be written to its end.
    #[error("cannot write {path}: {source}")]
    Unwritten {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// stdout could not be written.
    #[error("cannot write to stdout: {0}")]
    Stdout(io::Error),
    /// A manifest, recipe or option is wrong.
    #[error(transparent)]
    Recipe(#[from] marz::recipe::RecipeError),
    /// A catalogue of the dossier cannot be read.
    #[error(transparent)]
    Catalogue(#[from] marz::language::CatalogueError),
    /// There is nothing to draw.
    #[error(transparent)]
    Projection(#[from] marz::project::ProjectionError),
    /// A file that a library writes could not be made.
    #[error("cannot write {path}: {source}")]
    Unmade {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A picture could not be made.
    #[error(transparent)]
    Render(#[from] marz::render::RenderError),
    /// Problems were told already; without the data there is nothing to do.
    #[error("{0}")]
    Data(String),
    /// What was asked for makes no sense.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
}

impl From<ComposeError> for Failure {
    fn from(error: ComposeError) -> Self {
        match error {
            ComposeError::Projection(error) => Self::Projection(error),
            error => Self::usage(
                error.to_string(),
                "make it larger, lower the dots per inch, make --text smaller, or leave out --legend or --key"
                    .to_owned(),
            ),
        }
    }
}

impl Failure {
    /// The same failure, told of a recipe that a person wrote.
    pub fn of_recipe(self, recipe: &str) -> Self {
        match self {
            Self::Usage { message, hint } => Self::Usage { message: format!("{recipe}: {message}"), hint },
            Self::Projection(e) => Self::Usage { message: format!("{recipe}: {e}"), hint: None },
            other => other,
        }
    }

    pub fn usage(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }
}

/// The terminal as the options want it.
pub struct Console {
    quiet: bool,
    verbose: bool,
    color: bool,
}

impl Console {
    pub fn new(global: &Global) -> Self {
        let asked = color::asked(global.color, |name| std::env::var_os(name));
        let color = asked.map_or_else(|| io::stderr().is_terminal(), |(is_wanted, _)| is_wanted);
        Self { quiet: global.quiet, verbose: global.verbose, color }
    }

    /// Something a person should know.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.stderr(&terminal::shown(text));
        }
    }

    /// Something only a curious person wants to know.
    pub fn detail(&self, text: &str) {
        if self.verbose && !self.quiet {
            self.stderr(&terminal::shown(text));
        }
    }

    /// The reason of a failure, and what to do.
    pub fn failure(&self, failure: &Failure) {
        let (bold, plain) = if self.color { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        self.stderr(&format!("{bold}marz: error:{plain} {}", terminal::shown(&failure.to_string())));
        let hint = match failure {
            Failure::Usage { hint, .. } => hint.clone(),
            Failure::Read { path, source } if source.kind() == io::ErrorKind::NotFound => {
                beside(path).map(|like| format!("did you mean '{}'?", like.display()))
            }
            _ => None,
        };
        if let Some(hint) = hint {
            self.stderr(&terminal::shown(&format!("hint: {hint}")));
        }
    }

    #[expect(clippy::print_stderr, reason = "the one place that writes to stderr")]
    fn stderr(&self, text: &str) {
        eprintln!("{}", text.trim_end());
    }

    /// Problems on stderr: errors always, warnings unless quiet.
    pub fn problems(&self, problems: &[Problem], documents: &BTreeMap<String, Document>) {
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        for problem in problems.iter().filter(|p| p.severity == Severity::Error || !self.quiet) {
            self.stderr(&rendered(problem, documents.get(&problem.file), &renderer));
        }
    }

    /// A progress bar over a number of steps, on a terminal; nothing elsewhere.
    pub fn progress(&self, steps: usize) -> ProgressBar {
        self.bar(u64::try_from(steps).unwrap_or(0), "{bar:24} {pos}/{len} {msg}  {elapsed}, about {eta} left")
    }

    /// A progress bar over the bytes of a file, on a terminal; without a length where that is not known.
    pub fn stream_progress(&self, bytes: Option<u64>) -> ProgressBar {
        match bytes {
            Some(bytes) => {
                self.bar(bytes, "{bar:24} {msg}  {bytes} of {total_bytes}, {bytes_per_sec}, about {eta} left")
            }
            None => self.bar(0, "{spinner} {msg}  {bytes}, {bytes_per_sec}, {elapsed}"),
        }
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

/// The file in the same folder whose name is most like that of one that is not there, where any is much like it.
fn beside(path: &Path) -> Option<PathBuf> {
    const ALIKE: f64 = 0.85;
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut all: Vec<String> =
        std::fs::read_dir(folder).ok()?.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    // The same answer wherever a file system lists them first.
    all.sort();
    let like = closest(name, all.iter().map(String::as_str))?;
    (strsim::jaro_winkler(like, name) >= ALIKE).then(|| path.with_file_name(like))
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
    let mut title = problem.message.clone();
    if let Some(field) = &problem.field {
        title = format!("{field}: {title}");
    }
    if let Some(feature) = &problem.feature {
        title = format!("{feature}: {title}");
    }
    let mut label = String::new();
    if let Some(found) = &problem.found {
        label = format!("found {found}");
    }
    if let Some(expected) = &problem.expected {
        let comma = if label.is_empty() { "" } else { "; " };
        label = format!("{label}{comma}expected {expected}");
    }
    let (title, label, file) = (terminal::line(&title), terminal::line(&label), terminal::line(&problem.file));
    let hint = problem.hint.as_deref().map(terminal::line);
    let mut group = level.primary_title(title);
    let shown = match (document, &problem.span) {
        (Some(document), Some(span)) if document.text.get(span.clone()).is_some() => {
            excerpt(document, span.clone(), problem.line.unwrap_or(1))
        }
        _ => None,
    };
    let mut report = Vec::new();
    if let Some((text, span, line)) = &shown {
        let annotation = AnnotationKind::Primary.span(span.clone()).label(label.as_str());
        let snippet = Snippet::source(text.as_str()).line_start(*line).path(file.as_str()).annotation(annotation);
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

/// The line of a span, cut to a window where it is very long.
fn excerpt(
    document: &Document,
    span: std::ops::Range<usize>,
    line: usize,
) -> Option<(String, std::ops::Range<usize>, usize)> {
    const AROUND: usize = 100;
    let text = &document.text;
    let start = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |i| span.start + i);
    let from = floor(text, span.start.saturating_sub(AROUND).max(start));
    let stop = floor(text, (span.end.min(end) + AROUND).min(end));
    let inner = span.start - from..span.end.min(stop).max(span.start) - from;
    let shown = text.get(from..stop)?;
    // Control characters take no room on a terminal, or too much: they must not move the marks. What stands for one takes as many
    // bytes as it does, since the marks are counted in bytes.
    let stand_in = |c: char| match c.len_utf8() {
        _ if !c.is_control() && !terminal::drives(c) => c,
        1 => ' ',
        2 => '·',
        _ => '\u{FFFD}',
    };
    let clean: String = shown.chars().map(stand_in).collect();
    Some((clean, inner, line))
}

/// The nearest character boundary at or below a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Writes the product to a file, or to stdout for `-`.
pub fn deliver(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut delivery = Delivery::begin(path)?;
    delivery.put(bytes)?;
    delivery.commit()
}

/// A product on its way to a file or to stdout.
pub enum Delivery {
    File(PathBuf, ledger::Draft),
    Stdout,
}

impl Delivery {
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Self::Stdout);
        }
        Ok(Self::File(path.to_path_buf(), ledger::Draft::begin(path)?))
    }

    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::File(path, draft) => {
                draft.write_all(bytes).map_err(|source| Failure::Unwritten { path: path.clone(), source })
            }
            Self::Stdout => to_stdout(bytes),
        }
    }

    pub fn commit(self) -> Result<(), Failure> {
        match self {
            Self::File(_, draft) => Ok(draft.commit()?),
            Self::Stdout => Ok(()),
        }
    }
}

/// An empty file for something that fills it out of order, such as a database; see [`deliver_scratch`].
pub fn scratch(path: &Path) -> Result<ledger::Scratch, Failure> {
    let made = if path.as_os_str() == "-" { ledger::Scratch::elsewhere() } else { ledger::Scratch::begin(path) };
    Ok(made?)
}

/// Puts such a file in its place, or out on stdout for `-`.
pub fn deliver_scratch(path: &Path, scratch: ledger::Scratch) -> Result<(), Failure> {
    if path.as_os_str() != "-" {
        return Ok(scratch.commit()?);
    }
    let unreadable = |source| Failure::Read { path: scratch.path().to_path_buf(), source };
    let mut file = File::open(scratch.path()).map_err(unreadable)?;
    let mut block = vec![0; 1 << 16];
    loop {
        match file.read(&mut block).map_err(unreadable)? {
            0 => return Ok(()),
            count => to_stdout(block.get(..count).unwrap_or_default())?,
        }
    }
}

/// A product of many parts: what stands before them, between them and after them.
pub struct Listing {
    delivery: Delivery,
    between: &'static str,
    tail: &'static str,
    count: usize,
}

impl Listing {
    pub fn begin(path: &Path, head: &[u8], between: &'static str, tail: &'static str) -> Result<Self, Failure> {
        let mut delivery = Delivery::begin(path)?;
        delivery.put(head)?;
        Ok(Self { delivery, between, tail, count: 0 })
    }

    pub fn put(&mut self, part: &[u8]) -> Result<(), Failure> {
        if self.count > 0 {
            self.delivery.put(self.between.as_bytes())?;
        }
        self.count += 1;
        self.delivery.put(part)
    }

    /// Ends the list and puts it in its place; returns how many parts it has.
    pub fn end(mut self) -> Result<usize, Failure> {
        if self.count > 0 && !self.between.is_empty() {
            self.delivery.put(b"\n")?;
        }
        self.delivery.put(self.tail.as_bytes())?;
        self.delivery.commit()?;
        Ok(self.count)
    }
}

fn to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    // A file gets every byte as it is; a terminal shows data and is not driven by them.
    let cleaned = out.is_terminal().then(|| terminal::shown(&String::from_utf8_lossy(bytes)).into_owned());
    let bytes = cleaned.as_deref().map_or(bytes, str::as_bytes);
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(Failure::BrokenPipe),
        Err(e) => Err(Failure::Stdout(e)),
    }
}
