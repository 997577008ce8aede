//! Why a text is no date, what is strange about one that is, and what a year of two digits means.

/// Why a text is not read as a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl DateError {
    pub fn new(message: &str) -> Self {
        Self { message: message.to_owned(), hint: None }
    }

    pub fn word(word: &str) -> Self {
        Self { message: format!("'{word}' is no part of a date that is known"), hint: None }
    }

    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }
}

/// The first year of the hundred that two digits can mean, as in Excel and LibreOffice.
pub const WINDOW_FROM: u32 = 1930;

/// The year that two digits mean.
pub fn full_year(two: u32) -> u32 {
    let year = WINDOW_FROM / 100 * 100 + two;
    if year < WINDOW_FROM { year + 100 } else { year }
}

/// What somebody should look at in a date that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRemark {
    /// What is strange.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

impl DateRemark {
    /// A remark with what to do.
    pub fn new(message: &str, hint: &'static str) -> Self {
        Self { message: message.to_owned(), hint }
    }
}
