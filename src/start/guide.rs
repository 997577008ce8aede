//! Who is asked, and how steps are told.

use std::cell::{Cell, RefCell};
use std::io::{BufRead, Write};

use crate::error::Error;
use crate::interview::Asker;
use crate::ledger::command_line;
use crate::monitor::Monitor;

/// The steps of the way.
const STEPS: [&str; 5] =
    ["the border", "the columns of the sheet", "the places", "the import", "figures, table and report"];

/// The way through the steps, with the person who is asked; without one guesses are taken.
pub struct Guide<'a, R, W> {
    asker: Option<RefCell<Asker<R, W>>>,
    /// Receives what is said.
    pub monitor: &'a dyn Monitor,
    step: Cell<usize>,
}

impl<'a, R: BufRead, W: Write> Guide<'a, R, W> {
    /// A guide that asks a person, or nobody.
    pub fn new(asker: Option<Asker<R, W>>, monitor: &'a dyn Monitor) -> Self {
        Self { asker: asker.map(RefCell::new), monitor, step: Cell::new(0) }
    }

    /// Whether somebody is there.
    pub fn can_ask(&self) -> bool {
        self.asker.is_some()
    }

    /// Says that the next step begins.
    pub fn begin_step(&self) {
        let step = self.step.get();
        self.step.set(step + 1);
        self.say(&format!("{} of {}  {}", step + 1, STEPS.len(), STEPS.get(step).copied().unwrap_or_default()));
    }

    /// The step that is under way, in words.
    pub fn step(&self) -> &'static str {
        STEPS.get(self.step.get().saturating_sub(1)).copied().unwrap_or_default()
    }

    /// Says a line.
    pub fn say(&self, line: &str) {
        self.monitor.note(line);
    }

    /// Says which command does this step alone.
    pub fn say_alone(&self, words: &[String]) {
        self.say(&format!("  alone: {}", command_line(words.iter().cloned())));
    }

    /// Asks until the answer can be read; `None` where nobody is there.
    ///
    /// # Errors
    ///
    /// If the answers end.
    pub fn ask<T>(&self, question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Error> {
        self.asker.as_ref().map(|asker| asker.borrow_mut().ask(question, read)).transpose()
    }

    /// Asks for yes or no, an empty answer being no; where nobody is there the answer is the other one given.
    pub fn confirms(&self, question: &str, otherwise: bool) -> bool {
        let read = |text: &str| match text.to_lowercase().as_str() {
            "y" | "yes" => Ok(true),
            "" | "n" | "no" => Ok(false),
            _ => Err("expected y or n".to_owned()),
        };
        self.ask(&format!("{question} (y, N)"), read).is_ok_and(|answer| answer.unwrap_or(otherwise))
    }
}
