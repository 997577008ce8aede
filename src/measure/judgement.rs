//! What is found of a verdict: whether it holds under all lines.

/// Whether a verdict holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Robustness {
    /// The same under all lines and over the whole interval.
    Robust,
    /// The same under all lines: it is open, since the place is not known well enough.
    DependsOnPlace,
    /// Another one under another line.
    DependsOnLine,
    /// A line has a gap near by, or no side there, and no other line changes the verdict.
    NotJudged,
}

impl Robustness {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Robust, Self::DependsOnPlace, Self::DependsOnLine, Self::NotJudged];

    /// The word for it in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Robust => "robust",
            Self::DependsOnPlace => "depends_on_place",
            Self::DependsOnLine => "depends_on_line",
            Self::NotJudged => "not_judged",
        }
    }
}

/// A verdict, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Whether it holds.
    pub robustness: Robustness,
    /// The numbers of the views under which it is another one.
    pub views: Vec<usize>,
}

/// The verdicts on one point, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgements {
    /// Whether it lies within each distance of the context, in order.
    pub within: Vec<Judgement>,
    /// On which side it lies. A side that the report names is the same under every line.
    pub side: Judgement,
    /// The names of the views under which any verdict is another one, joined with `; `.
    pub differing: String,
}
