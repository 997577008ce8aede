//! Sources as cells or a person name them: publishers, with the addresses, titles and dates that stand with them.

use super::address::{addresses, host, is_address};
use super::context::Context;
use super::date::{self, DateRules};
use super::row::{Notes, list};
use super::source_date::{dated, doubtful};
use crate::model::Source;

/// A source that was read, and what is to be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The source, without title, access and note.
    pub source: Source,
    /// Why what looks like a date at the end is none; it stays in the name.
    pub remark: Option<String>,
}

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
    let source = Source::typed(text)?;
    let Citation { source: read, remark } = cited(text, &DateRules::default());
    if let Some(why) = remark {
        return Err(format!("the date at the end of '{text}' cannot be read: {why}; expected such as 2026-07-02"));
    }
    // The whole date first: of `2 July 2026` the year alone is one too.
    let read = if read.date.is_some() || source.date.is_none() {
        read
    } else if source.url.is_none() {
        // www.… before a year.
        Source { date: source.date.clone(), ..addressed(&source.publisher) }
    } else {
        return Ok(source);
    };
    Ok(Source { publisher: read.publisher, url: source.url.or(read.url), date: read.date, ..source })
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
    /// Other signs between two sources.
    const BETWEEN: [&str; 4] = [" / ", " | ", " & ", " + "];
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
        } else if BETWEEN.iter().any(|sign| text.split(sign).filter(is_name).count() > 1) {
            notes.warning("source", "perhaps several sources; taken as one", |p| {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Taken;
    use super::*;
    use crate::model::{DateOrder, Edtf};

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
            // What is the number of an issue, or a part of what the name says.
            ("Newsletter No. 3/2024", "Newsletter No. 3/2024|-|-"),
            ("Bulletin 12/2025", "Bulletin 12/2025|-|-"),
            ("Jane's 3-2026", "Jane's 3-2026|-|-"),
            ("La Opinión 2026-05", "La Opinión|-|2026-05"),
            ("https://x.co/a (accessed 15 May 2026)", "(accessed 15 May 2026)|https://x.co/a|-"),
            ("Wikipedia, accessed 15 May 2026", "Wikipedia, accessed 15 May 2026|-|-"),
            ("Dawn (print edition, 15 May 2026)", "Dawn (print edition, 15 May 2026)|-|-"),
            ("Dawn (Karachi) 15 May 2026", "Dawn (Karachi)|-|2026-05-15"),
            ("Dawn 1-3 Feb 2026", "Dawn|-|2026-02-01/2026-02-03"),
            ("Dawn 1 Jan-3 Feb 2026", "Dawn 1 Jan-3 Feb 2026|-|-"),
            ("Dawn Jan-3 Feb 2026", "Dawn Jan-3 Feb 2026|-|-"),
            ("Dawn 1 January to 3 February 2026", "Dawn 1 January to 3 February 2026|-|-"),
            ("Канал-5, 2 июля 2026", "Канал-5|-|2026-07-02"),
            ("Decreto 333 del 2 de julio de 2026", "Decreto 333|-|2026-07-02"),
            ("The Sun 15 May 2026", "The Sun|-|2026-05-15"),
            ("Report 1.2.3", "Report 1.2.3|-|-"),
            ("Radio 5-6-7", "Radio 5-6-7|-|-"),
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
        // The day, or the number of an issue or a channel.
        for name in ["Vol. 12, May 2026", "France 24, May 2026"] {
            let Citation { source, remark } = cited(name, &open);
            assert_eq!((source.publisher.as_str(), source.date), (name, None));
            assert!(remark.is_some_and(|why| why.contains("may be its day")) && typed(name).is_err(), "{name}");
        }
        assert!(typed("La Opinión 02/07/2026").is_err() && typed("La Opinión 31/02/26").is_err());
    }

    #[test]
    fn a_source_is_typed_with_its_address_and_its_date() {
        for (text, expected) in [
            ("La Opinión (15/07/2026)", "La Opinión|-|2026-07-15"),
            ("www.lanacion.com.ar/article/12", "www.lanacion.com.ar|www.lanacion.com.ar/article/12|-"),
            ("www.lanacion.com.ar/12 2026-07-15", "www.lanacion.com.ar|www.lanacion.com.ar/12|2026-07-15"),
            ("www.lanacion.com.ar/12 (15 May 2026)", "www.lanacion.com.ar|www.lanacion.com.ar/12|2026-05-15"),
            ("www.lanacion.com.ar/12 2026", "www.lanacion.com.ar|www.lanacion.com.ar/12|2026"),
            ("Dawn, July 2, 2026", "Dawn|-|2026-07-02"),
            ("La Opinión 2 de julio de 2026", "La Opinión|-|2026-07-02"),
            ("Asia-Plus 2026-04-18 https://x.org/1", "Asia-Plus|https://x.org/1|2026-04-18"),
            ("Canal 2026 https://x.org/1", "Canal|https://x.org/1|2026"),
            ("www.a.org/1 https://b.org/2", "www.a.org/1|https://b.org/2|-"),
            ("Asia-Plus https://x.org/1 2026-04-18", "Asia-Plus|https://x.org/1|2026-04-18"),
            ("Radio 5-6-7", "Radio 5-6-7|-|-"),
            ("Report 1.2.3", "Report 1.2.3|-|-"),
        ] {
            let s = typed(text).unwrap_or_else(|why| panic!("{text}: {why}"));
            let (url, date) = (s.url.as_deref().unwrap_or("-"), s.date.as_ref().map_or("-", Edtf::as_str));
            assert_eq!(format!("{}|{url}|{date}", s.publisher), expected, "{text}");
        }
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
            ("El Tiempo / Caracol", 1, true),
            ("RFI & AFP", 1, true),
            ("AC/DC News", 1, false),
            ("Radio 24 / 7", 1, false),
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
        assert_eq!(list(Some("رووداو؛ شفق نيوز")), ["رووداو", "شفق نيوز"]);
    }
}
