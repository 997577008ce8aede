use geo_types::MultiPolygon;

use super::{Border, Names};

/// A rival line of the same border: a claim, another mapper's line, an older edition. It is drawn, and shows which verdicts depend on the
/// line; nothing else is measured from it.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What the line is called, by language.
    pub names: Names,
    /// The line. Parts that do not meet leave a gap: there the view says nothing.
    pub border: Border,
    /// By how far the line may be off before it changes a verdict, in metres; `None` if it is taken as it is.
    pub accuracy_m: Option<f64>,
    /// Ground between it and the border, which is drawn in its colour; usually none.
    pub between: MultiPolygon,
}

impl View {
    /// A line as a view, by its own name or else by another, with its own accuracy unless another one is given.
    #[must_use]
    pub fn of(border: Border, name: &str, accuracy_m: Option<f64>) -> Self {
        let facts = &border.facts;
        let names = match (facts.names.0.is_empty(), facts.name.is_empty()) {
            (false, _) => facts.names.clone(),
            (true, false) => Names::english(&facts.name),
            (true, true) => Names::english(name),
        };
        Self { names, accuracy_m: accuracy_m.or(facts.accuracy_m), between: MultiPolygon(Vec::new()), border }
    }
}
