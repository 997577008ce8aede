//! The description of a strip in words.

use super::marks::Mark;
use crate::analyse::{Event, kilometres, shortest_interval};
use crate::compose::border::border_name;
use crate::compose::shown::Shown;
use crate::compose::style::Style;
use crate::language::date;
use crate::model::{Case, Category};

/// The facts that the description of a strip is made from.
pub struct DescriptionFacts<'s, 'a> {
    pub dossier: &'s Case,
    pub title: &'s str,
    pub shown: &'s Shown,
    pub events: &'s [Event<'a>],
    pub marks: &'s [Mark<'a>],
    pub length_km: f64,
}

/// What the figure shows: counts, the shortest stretch with half of them, the uncertainty of kilometres, and isolated
/// incidents.
pub fn description(facts: &DescriptionFacts<'_, '_>, style: &Style) -> String {
    let words = style.words();
    let (marks, border) = (facts.marks, &facts.dossier.border.facts);
    let count = |c: Category| marks.iter().filter(|m| m.symbol.incident.category == c).count();
    let counts: Vec<String> = Category::among(marks.iter().map(|m| m.symbol.incident.category))
        .into_iter()
        .map(|c| format!("{} ({})", words.category(c), style.number(count(c))))
        .collect();
    let whole = |v: f64| style.number(format!("{v:.0}"));
    let mut sentences = vec![words.counted(
        if counts.is_empty() { "strip-description-none" } else { "strip-description" },
        facts.shown.shown,
        &[
            ("title", facts.title.trim_end_matches('.')),
            ("border", &border_name(&facts.dossier.border, style)),
            ("left", style.name(&border.sides.left.names)),
            ("right", style.name(&border.sides.right.names)),
            ("n", &style.number(facts.shown.shown)),
            ("of", &style.number(facts.shown.of)),
            ("list", &counts.join(words.text("comma"))),
        ],
    )];
    // Half of a few incidents is no finding.
    let near: Vec<Event<'_>> = facts.events.iter().filter(|e| !e.is_beyond(Event::FAR_M)).cloned().collect();
    if marks.len() >= 4
        && near.len() >= 4.min(facts.events.len())
        && let Some((a, b)) = shortest_interval(kilometres(&near), 0.5)
    {
        let share = (b - a) / facts.length_km * 100.0;
        sentences.push(words.fill("strip-half", &[("a", &whole(a)), ("b", &whole(b)), ("p", &whole(share.max(1.0)))]));
    }
    let mut widths: Vec<f64> = marks.iter().map(|m| m.reach_km() / 2.0).collect();
    widths.sort_by(f64::total_cmp);
    if let (Some(median), Some(most)) = (widths.get(widths.len() / 2), widths.last()) {
        sentences.push(words.fill("strip-width", &[("a", &whole(*median)), ("b", &whole(*most))]));
    }
    let only = marks.iter().filter(|m| m.signed_km.is_none()).count();
    if only > 0 {
        sentences.push(words.counted("strip-range-only", only, &[]));
    }
    let alone = apart(marks);
    // Where many lie apart that is no mark of any.
    let are_few = marks.len() > 1 && alone.len() * 4 <= marks.len().max(4);
    let apart: Vec<String> = alone
        .into_iter()
        .map(|m| {
            let km = format!("{} {}", words.text("km"), whole(m.km));
            format!("{} ({km})", date(style.language(), &m.symbol.incident.date))
        })
        .collect();
    if are_few && !apart.is_empty() {
        sentences.push(words.fill("strip-apart", &[("list", &apart.join(words.text("comma")))]));
    }
    sentences.join(" ")
}

/// The marks whose range of kilometres overlaps no other, by their kilometre.
fn apart<'m, 'a>(marks: &'m [Mark<'a>]) -> Vec<&'m Mark<'a>> {
    let meets =
        |a: &Mark<'_>, b: &Mark<'_>| a.km_ranges.iter().any(|a| b.km_ranges.iter().any(|b| a.0 <= b.1 && b.0 <= a.1));
    let alone = |(i, m): &(usize, &Mark<'_>)| !marks.iter().enumerate().any(|(j, o)| j != *i && meets(m, o));
    let mut out: Vec<&Mark<'_>> = marks.iter().enumerate().filter(alone).map(|(_, m)| m).collect();
    out.sort_by(|a, b| a.km.total_cmp(&b.km));
    out
}
