//! Sources as cells or a person name them: publishers, with the addresses, titles and dates that stand with them.

use super::context::Context;
use super::date::{self, DateRules};
use super::row::{Notes, list};
use crate::model::{Edtf, Source};
use crate::read::digits::plain_text;

/// A source that was read, and what is to be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The source, without title, access and note.
    pub source: Source,
    /// Why what looks like a date at the end is none; it stays in the name.
    pub remark: Option<String>,
}

/// The longest date, in words: `Thursday, 2 de julio de 2026, 14:30`.
const MOST_WORDS: usize = 8;

/// The longest time of a source's date, in days: a month. What is longer, as `2025/2026`, belongs to a name.
const LONGEST_DAYS: i32 = 31;

/// A source of a cell: a date at its end is taken off in any form in which the dates of rows are read; an address alone is published by
/// its host.
fn cited(text: &str, rules: &DateRules<'_>) -> Citation {
    let (text, date) = dated(text, rules).filter(|(name, _)| !name.is_empty()).unwrap_or((text.trim(), None));
    let mut source = addressed(text);
    source.date = source.date.or(date);
    let publisher = source.publisher.clone();
    // La Nación 15/05/2026 https://…: the date stands before the address.
    let behind_nothing = |name: &str| name.is_empty() && source.url.is_none();
    let found = dated(&publisher, rules).filter(|(name, _)| source.date.is_none() && !behind_nothing(name));
    if let Some((name, date)) = found {
        let host = || source.url.as_deref().and_then(host);
        source.publisher = Some(name.to_owned()).filter(|name| !name.is_empty()).or_else(host).unwrap_or(publisher);
        source.date = date;
    }
    let remark = if source.date.is_none() { doubtful(&source.publisher, rules) } else { None };
    Citation { source, remark }
}

/// A source as a person types it: [`Source::typed`], with a date at its end in any form.
///
/// # Errors
///
/// What was found and what was expected; a date that may be two days too.
pub fn typed(text: &str) -> Result<Source, String> {
    let mut source = Source::typed(text)?;
    if source.date.is_none() {
        let Citation { source: read, remark } = cited(text, &DateRules::default());
        if let Some(why) = remark {
            return Err(format!("the date at the end of '{text}' cannot be read: {why}; expected such as 2026-07-02"));
        }
        (source.publisher, source.date) = (read.publisher, read.date);
    }
    Ok(source)
}

/// A source for each publisher of a cell, or for each address of the one publisher. Addresses, titles and dates go with the sources where
/// the cell has as many; others stand with the first, addresses with sources of their own, and a warning says so.
pub fn all_sources(
    publishers: &[Source],
    base: &Source,
    get: &dyn Fn(&str) -> Option<String>,
    context: &Context,
    notes: &mut Notes<'_>,
) -> Vec<Source> {
    let urls = addresses(get("source_url").as_deref().unwrap_or_default());
    let count = publishers.len().max(urls.len());
    if publishers.len() > 1 && ![0, 1, publishers.len()].contains(&urls.len()) {
        notes.warning("source_url", "there are not as many addresses as sources; taken in their order", |p| {
            p.found(format!("{} addresses", urls.len())).expected(format!("{}, or one", publishers.len()))
        });
    }
    let parts = |field: &str| -> Vec<String> {
        let whole = get(field);
        let parts = list(whole.as_deref());
        if parts.len() == count { parts } else { whole.into_iter().collect() }
    };
    let (titles, dates) = (parts("source_title"), parts("source_date"));
    let mut date = |text: &String| match date::read(text, &context.date_rules()) {
        Ok(read) => Some(read.date),
        Err(why) => {
            notes.warning("source_date", why.message, |p| p.found(text.clone()).expected("a date, or nothing"));
            None
        }
    };
    let one = |i: usize| {
        let named = publishers.get(i).or(publishers.last());
        let cell = named.cloned().unwrap_or_else(|| Source { note: None, ..base.clone() });
        let (url, citation) = urls.get(i).cloned().map_or((None, None), |text| match is_address(&text) {
            true => (Some(text), None),
            // A book or a page of a paper: it is a citation all the same.
            false => (None, Some(text)),
        });
        let title = titles.get(i).cloned();
        let note = citation.clone().filter(|_| title.is_some()).into_iter().chain(base.note.clone());
        Source {
            publisher: cell.publisher,
            url: url.or(cell.url),
            title: title.or(citation),
            date: dates.get(i).and_then(&mut date).or(cell.date),
            note: Some(note.collect::<Vec<_>>().join("; ")).filter(|note| !note.is_empty()),
            ..base.clone()
        }
    };
    (0..count).map(one).collect()
}

/// The sources that a part of a cell names: parted at commas where each piece has an address of its own, else one, with a warning where
/// it looks like several.
pub fn each_source(text: String, notes: &mut Notes<'_>) -> Vec<String> {
    const COMMAS: [char; 2] = [',', '،'];
    let begins = |word: &str| is_address(word.trim_start_matches(['(', '<', '[']));
    let addresses =
        |text: &str| text.split(|c: char| c.is_whitespace() || COMMAS.contains(&c)).filter(|w| begins(w)).count();
    let count = addresses(&text);
    // An address may hold commas: those with a space behind them part first.
    let with_spaces = text.replace('،', ",").split(", ").map(|piece| piece.trim().to_owned()).collect::<Vec<_>>();
    let all = || text.split(COMMAS).map(|piece| piece.trim().to_owned()).collect::<Vec<_>>();
    if count > 1 {
        let is_each = |pieces: &Vec<String>| pieces.len() == count && pieces.iter().all(|piece| addresses(piece) == 1);
        if let Some(pieces) = Some(with_spaces).filter(is_each).or_else(|| Some(all()).filter(is_each)) {
            return pieces;
        }
        notes.warning("source", "several addresses in one source; taken as one", |p| {
            p.found(text.clone()).hint("part sources with ; or a new line")
        });
    } else if count == 0 {
        // A date or a page of a paper is no source.
        let is_name = |piece: &&str| piece.contains(char::is_alphabetic) && !piece.contains(char::is_numeric);
        if text.split(COMMAS).filter(is_name).count() > 1 {
            notes.warning("source", "a comma in a source; taken as one", |p| {
                p.found(text.clone()).hint("if these are several sources, part them with ; or a new line")
            });
        }
    }
    vec![text]
}

/// A source of a cell; what looks like a date in it and is none stays in the name, with a warning.
pub fn source(text: &str, context: &Context, notes: &mut Notes<'_>) -> Source {
    let read = cited(text, &context.date_rules());
    if let Some(why) = read.remark {
        notes.warning(
            "source",
            format!("what stands behind the source is no date: {why}; it stays in the name"),
            |p| {
                p.found(text.to_owned())
                    .hint("write the date as 2026-07-02, or say date_order in the mapping, --table FILE")
            },
        );
    }
    read.source
}

/// The addresses in a cell: parted where another begins, and nowhere else, since an address may hold semicolons and commas.
fn addresses(text: &str) -> Vec<String> {
    let begins = |at: usize| text.get(at..).is_some_and(is_address);
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|');
    let mut starts: Vec<usize> = vec![0];
    starts
        .extend(text.char_indices().filter(|(_, c)| is_mark(*c)).map(|(i, c)| i + c.len_utf8()).filter(|i| begins(*i)));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end));
    parts.map(|part| part.trim_matches(is_mark).to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A publisher with its address, where the text has one.
fn addressed(text: &str) -> Source {
    let typed = Source::typed(text).ok().filter(|read| read.url.is_some());
    typed.unwrap_or_else(|| {
        let alone = Some(text).filter(|t| is_address(t) && !t.contains(char::is_whitespace));
        Source {
            publisher: alone.and_then(host).unwrap_or_else(|| text.to_owned()),
            title: None,
            title_basis: None,
            url: alone.map(str::to_owned),
            date: None,
            accessed: None,
            note: None,
        }
    })
}

/// Whether a text begins as an address of the web does.
fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|begin| text.starts_with(begin))
}

/// The host of an address.
fn host(url: &str) -> Option<String> {
    let host = url.split("//").last()?.split(['/', '?', '#']).next()?;
    Some(host.to_owned()).filter(|host| !host.is_empty())
}

/// The text before a date at its end, and the date; the longest that is one: `2 de julio de 2026`, not `julio de 2026` alone.
fn dated<'t>(text: &'t str, rules: &DateRules<'_>) -> Option<(&'t str, Option<Edtf>)> {
    let text = text.trim().trim_end_matches(['.', ',']);
    let mut starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| {
            // A comma within an address is a part of it.
            let word = || text.get(..*at).and_then(|t| t.split_whitespace().next_back()).unwrap_or_default();
            c.is_whitespace() || *c == '(' || (matches!(c, ',' | '،') && !is_address(word()))
        })
        .map(|(at, c)| at + c.len_utf8())
        .chain([0])
        .collect();
    starts.sort_unstable();
    let words = starts.len().saturating_sub(MOST_WORDS);
    starts.iter().skip(words).find_map(|start| {
        let (before, end) = text.split_at_checked(*start)?;
        let end = match before.strip_suffix('(') {
            Some(_) => end.strip_suffix(')')?,
            None => end,
        };
        let name = before.trim_end_matches(|c: char| c.is_whitespace() || "(,;:،-–—".contains(c));
        Some((name, Some(day(end, rules)?)))
    })
}

/// A date of a day or a month; no number, whatever it may stand for in a spreadsheet.
fn day(text: &str, rules: &DateRules<'_>) -> Option<Edtf> {
    let plain = plain_text(text).replace(',', ".");
    if text.starts_with(char::is_whitespace) || plain.parse::<f64>().is_ok() {
        return None;
    }
    let read = date::read(text, rules).ok().filter(|read| read.remarks.is_empty())?;
    let (first, last) = read.date.days();
    (last.saturating_sub(first) < LONGEST_DAYS).then_some(read.date)
}

/// Why the three numbers at the end of a name are no date.
fn doubtful(name: &str, rules: &DateRules<'_>) -> Option<String> {
    let last = plain_text(name.split_whitespace().next_back()?);
    let last = last.trim_matches(|c: char| !c.is_ascii_digit());
    let looks = ['/', '.', '-'].iter().any(|mark| {
        let parts: Vec<&str> = last.split(*mark).collect();
        parts.len() == 3 && parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    });
    if looks { date::read(last, rules).err().map(|why| why.message) } else { None }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Taken;
    use super::*;
    use crate::model::DateOrder;

    #[test]
    fn a_date_at_the_end_is_no_part_of_the_name() {
        let rules = DateRules { order: Some(DateOrder::DayFirst), ..DateRules::default() };
        for (cell, expected) in [
            ("La Nación 15/05/2026", "La Nación|-|2026-05-15"),
            ("La Opinión 2026-07-02", "La Opinión|-|2026-07-02"),
            ("La Opinión, 02/07/2026", "La Opinión|-|2026-07-02"),
            ("La Opinión,02/07/2026.", "La Opinión|-|2026-07-02"),
            ("La Opinión (2 de julio de 2026)", "La Opinión|-|2026-07-02"),
            ("La Opinión 2 de julio de 2026", "La Opinión|-|2026-07-02"),
            ("Dawn, July 2, 2026", "Dawn|-|2026-07-02"),
            ("Азия-Плюс – 2 июля 2026", "Азия-Плюс|-|2026-07-02"),
            ("https://x.co/a 02/07/2026", "x.co|https://x.co/a|2026-07-02"),
            ("https://x.co/a 2026-07-02", "x.co|https://x.co/a|2026-07-02"),
            ("El Tiempo https://x.co/a 02/07/2026", "El Tiempo|https://x.co/a|2026-07-02"),
            ("El Tiempo 02/07/2026 https://x.co/a", "El Tiempo|https://x.co/a|2026-07-02"),
            ("https://x.co/a,2026-07-02", "x.co|https://x.co/a,2026-07-02|-"),
            ("Foreign Affairs, May 2026", "Foreign Affairs|-|2026-05"),
            ("Canal 2026", "Canal 2026|-|-"),
            ("Telegram 20260702", "Telegram 20260702|-|-"),
            ("Radio 45893.5", "Radio 45893.5|-|-"),
            ("Yearbook 2025/2026", "Yearbook 2025/2026|-|-"),
            ("France 24, 25/07/2026", "France 24|-|2026-07-25"),
            ("Radio 24/7", "Radio 24/7|-|-"),
            ("24 Horas", "24 Horas|-|-"),
            ("Express Tribune, 13 July 2025, p. 3", "Express Tribune, 13 July 2025, p. 3|-|-"),
            ("02/07/2026", "02/07/2026|-|-"),
        ] {
            let Citation { source: s, remark } = cited(cell, &rules);
            let date = s.date.as_ref().map_or("-", Edtf::as_str);
            assert_eq!(format!("{}|{}|{date}", s.publisher, s.url.as_deref().unwrap_or("-")), expected, "{cell}");
            assert_eq!(remark, None, "{cell}");
        }
    }

    #[test]
    fn a_date_that_may_be_two_days_stays_and_is_said() {
        let open = DateRules::default();
        let read = cited("La Opinión 02/07/2026", &open);
        assert_eq!((read.source.publisher.as_str(), read.source.date), ("La Opinión 02/07/2026", None));
        assert!(read.remark.is_some() && cited("La Opinión 31/02/2026", &open).remark.is_some());
        assert_eq!(cited("La Opinión 15/07/2026", &open).source.publisher, "La Opinión");
        assert!(typed("La Opinión 02/07/2026").is_err());
        let typed = typed("La Opinión (15/07/2026)").map(|s| (s.publisher, s.date.map(|d| d.to_string())));
        assert_eq!(typed, Ok(("La Opinión".to_owned(), Some("2026-07-15".to_owned()))));
    }

    #[test]
    fn sources_are_parted_at_commas_where_each_has_an_address() {
        for (cell, parts, warns) in [
            ("PTI https://pti.example/35, Dawn https://dawn.example/35", 2, false),
            ("PTI https://pti.example/35,Dawn https://dawn.example/35", 2, false),
            ("https://a.example/1, https://b.example/2", 2, false),
            ("PTI https://pti.example/a,b, Dawn https://dawn.example/35", 2, false),
            ("PTI https://pti.example/a,b", 1, false),
            ("PTI, Delhi https://pti.example/35", 1, false),
            ("PTI, Delhi https://pti.example/35, Dawn https://dawn.example/35", 1, true),
            ("PTI https://pti.example/35 Dawn https://dawn.example/35", 1, true),
            ("PTI, Dawn", 1, true),
            ("Express Tribune, 13 July 2025, p. 3", 1, false),
            ("Asia-Plus", 1, false),
        ] {
            let mut notes = Notes {
                file: "s.csv",
                line: 2,
                id: String::new(),
                given_id: None,
                problems: Vec::new(),
                is_1904: false,
                region: None,
                original: BTreeMap::new(),
                taken: Taken::default(),
            };
            let found = each_source(cell.to_owned(), &mut notes);
            assert_eq!((found.len(), !notes.problems.is_empty()), (parts, warns), "{cell}: {found:?}");
        }
    }
}
