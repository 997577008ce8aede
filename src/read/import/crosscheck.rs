//! Columns that say the same twice: a warning where they differ, since one of the two must be wrong.

use super::context::Context;
use super::country::of_name;
use super::row::{Notes, Row};
use crate::model::{Casualties, Coding, Edtf, LonLat};

/// The year in a column of its own, and that of the date.
pub fn year(row: &Row<'_>, column: &str, days: (i32, i32), notes: &mut Notes<'_>) {
    year_text(row.get(column), column, days, notes);
}

/// The text of a year, and that of the date.
pub fn year_text(text: Option<&str>, column: &str, (first, last): (i32, i32), notes: &mut Notes<'_>) {
    let Some(text) = text else { return };
    let year_of = |day: i32| Edtf::of_days(day, day).and_then(|d| d.earliest()?.get(..4)?.parse::<i32>().ok());
    let (Some(from), Some(to)) = (year_of(first), year_of(last)) else { return };
    if !Coding::key(text).parse().is_ok_and(|year: i32| (from..=to).contains(&year)) {
        let expected = if from == to { from.to_string() } else { format!("{from} to {to}") };
        notes.warning(column, "the year and the date differ; the date counts", |p| {
            p.found(text.to_owned()).expected(expected).hint("look the event up: one of the two is wrong")
        });
    }
}

/// The month and the day in columns of their own, and those of a date that is one day.
pub fn month_and_day(row: &Row<'_>, date: &Edtf, notes: &mut Notes<'_>) {
    let (Some(day), true) = (date.first_known_day(), date.days().0 == date.days().1) else { return };
    for (field, part) in [("month", 5..7), ("day", 8..10)] {
        let number = |text: &str| Coding::key(text).parse::<u8>().ok();
        let (Some(text), Some(said)) = (row.field(field), day.get(part).and_then(number)) else { continue };
        // 0 is not known, and words are left to the reader of dates.
        if number(text).is_some_and(|found| found != 0 && found != said) {
            notes.warning(field, format!("the {field} and the date differ; the date counts"), |p| {
                p.found(text.to_owned()).expected(said.to_string()).hint("look the event up: one of the two is wrong")
            });
        }
    }
}

/// The toll of a field in its own cell, and in the words of another.
pub fn toll((field, text, own): (&str, &str, &Casualties), other: Option<&(&str, Casualties)>, notes: &mut Notes<'_>) {
    let differs = |(_, figures): &&(&str, Casualties)| figures != own && *own != Casualties::default();
    if let Some((words, figures)) = other.filter(differs) {
        notes.warning(field, "two cells give different tolls; that of its own column counts", |p| {
            p.found(text.to_owned()).expected(format!("{}, as in '{words}'", figures.in_words()))
        });
    }
}

/// Two columns that name the country.
pub fn same_country(a: (&str, &str), b: (&str, &str), context: &Context, notes: &mut Notes<'_>) {
    if let (Some(first), Some(second)) = (context.country(a.1), context.country(b.1))
        && first != second
    {
        let found = format!("{} {}, {} {}", a.0, a.1, b.0, b.1);
        notes.warning(a.0, format!("two columns name different countries; '{}' counts", b.0), |p| {
            p.found(found).expected(format!("{} {first}, or {} {second}", a.0, b.0))
        });
    }
}

/// The text of a geometry, and the position in two columns.
pub fn geometry(row: &Row<'_>, column: &str, at: LonLat, notes: &mut Notes<'_>) {
    let Some(text) = row.get(column) else { return };
    let inner = text.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ').trim_start_matches('(');
    let numbers: Vec<f64> = inner.trim_end_matches(')').split_whitespace().filter_map(|n| n.parse().ok()).collect();
    let same = matches!(numbers.as_slice(), [x, y] if (x - at.lon()).abs() < 1e-4 && (y - at.lat()).abs() < 1e-4);
    if !same {
        notes.warning(column, "the geometry and the columns differ; the columns count", |p| {
            p.found(text.to_owned()).expected(format!("POINT ({} {})", at.lon(), at.lat()))
        });
    }
}

/// ACLED's `interaction`, which puts the numbers of the two kinds of actors together, the smaller first, and 0 for nobody last.
pub fn interaction(row: &Row<'_>, notes: &mut Notes<'_>) {
    let digit = |column: &str| row.get(column).map(Coding::key)?.parse::<u8>().ok().filter(|n| *n <= 8);
    let (Some(one), Some(two)) = (digit("inter1"), digit("inter2")) else { return };
    let Some(found) = row.get("interaction").map(Coding::key).filter(|k| k.parse::<u8>().is_ok()) else { return };
    let (low, high) = if one == 0 || (two != 0 && two < one) { (two, one) } else { (one, two) };
    let expected = format!("{low}{high}");
    if found != expected {
        notes.warning("interaction", "it does not go with inter1 and inter2; none of the three is used", |p| {
            p.found(found).expected(expected)
        });
    }
}

/// The dead of each side, and the best figure of all.
pub fn sum_of_deaths(row: &Row<'_>, best: Option<u32>, notes: &mut Notes<'_>) {
    const PARTS: [&str; 4] = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"];
    let parts = PARTS.map(|column| row.get(column).map(Coding::key).and_then(|k| k.parse::<u64>().ok()));
    let (Some(best), [Some(a), Some(b), Some(c), Some(d)]) = (best, parts) else { return };
    let sum = a + b + c + d;
    if sum != u64::from(best) {
        notes.warning("best", "the dead of the sides do not add up to the best figure; the best figure counts", |p| {
            p.found(format!("{a} + {b} + {c} + {d} = {sum}")).expected(best.to_string())
        });
    }
}

/// The country at the end of a full name of a place, such as `Diffa, Diffa, Niger`; `None` if it is not known.
#[must_use]
pub fn country_of_full_name(name: &str) -> Option<&'static str> {
    of_name(name.rsplit(',').next()?)
}
