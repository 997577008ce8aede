//! Any spreadsheet: its columns are named as our fields are, or a table maps them.

use super::context::Context;
use super::date;
use super::fields::RADIUS_HINT;
use super::identity::{made_id, slug};
use super::incident::RowFields;
use super::merge::SHEET_ROW;
use super::row::{Notes, Row, list};
use super::{RowOutcome, RowPreview, Verdict, crosscheck, number, status};
use crate::model::{Casualties, Category, Coding, Edtf, Grade, Incident, ReportedSide, Source, Status};
use crate::read::Severity;
use crate::read::table::column;

/// The columns without which nothing can be read, those of what happened and of the date; each with columns that do in its place.
pub fn needed(coding: &Coding) -> Vec<(String, Vec<String>)> {
    let is_mapped = |field: &str| coding.columns.get(field).is_some_and(|name| !name.is_empty());
    let date = if is_mapped("date") || !is_mapped("year") { "date" } else { "year" };
    let one = |field: &str, others: &[&str]| {
        // A column that the table of a person names must be there.
        let others = if is_mapped(field) { &[] } else { others };
        (named(coding, field), others.iter().map(|other| named(coding, other)).collect())
    };
    vec![one("title", &["summary", "category", "place", "count"]), one(date, &["year"])]
}

/// The column that holds a field.
fn named(coding: &Coding, field: &str) -> String {
    let name = coding.columns.get(field).filter(|name| !name.is_empty());
    name.map_or_else(|| field.to_owned(), |name| column(name))
}

pub fn read(
    row: &Row<'_>,
    context: &Context,
    notes: &mut Notes<'_>,
    passes: &dyn Fn(&RowPreview<'_>) -> Verdict,
) -> RowOutcome {
    let get = |field: &str| row.field(field).map(str::to_owned);
    let Some(date) = date(&get, context, notes) else { return RowOutcome::Rejected };
    if let (Some(_), Some(at)) = (row.field("date"), row.fields.get("year")) {
        let column = row.header.get(at).map_or("year", String::as_str);
        crosscheck::year_text(row.field("year"), column, date.days(), notes);
    }
    if row.field("date").is_some() {
        crosscheck::month_and_day(row, &date, notes);
    }
    let made = || row.fields.get("title").is_none().then(|| made_title(&get));
    let title = get("title").or_else(made);
    if let Some(id) = get("id") {
        notes.id = slug(&id);
        notes.given_id = Some(id);
    } else if let Some(title) = &title {
        notes.id = made_id(&date, title);
    }
    if notes.id.is_empty() {
        notes.error("id", "neither id nor title make a name for the record", |p| p.expected("some letters or digits"));
        return RowOutcome::Rejected;
    }
    let place = notes.place(row);
    let (at, stated_m) = (place.map(|p| p.at), place.and_then(|p| p.radius_m));
    if notes.problems.iter().any(|p| p.severity == Severity::Error) {
        return RowOutcome::Rejected;
    }
    let country = get("country");
    let preview = RowPreview { at, date: &date, country: country.as_deref() };
    if let Err(outcome) = notes.held_back(passes(&preview), country.as_deref()) {
        return outcome;
    }
    let category_text = get("category").unwrap_or_default();
    let own = Coding::key(&category_text).replace(' ', "_").parse::<Category>().ok();
    let own = own.and_then(|category| context.coding.own_categories.resolve(category));
    let own = own.or_else(|| context.coding.own_categories.named(&category_text));
    let category = own.unwrap_or_else(|| context.category(&[("category", category_text.as_str())], notes));
    let count = get("count").and_then(|text| count(&text, notes));
    // A row that sums up events is none of them.
    let is_plain = matches!(context.coding.defaults.category, None | Some(Category::Other));
    let is_sum = count.is_some() && category_text.is_empty() && is_plain;
    let category = if is_sum { Category::Aggregate } else { category };
    let casualties = |notes: &mut Notes<'_>, field: &'static str| {
        let Some(text) = row.people(field) else { return Casualties::default() };
        if number::is_nobody(text) {
            notes.taken.nobody.push((field, text.to_owned()));
        }
        notes.casualties(text, field)
    };
    let (killed, wounded) = (casualties(notes, "killed"), casualties(notes, "wounded"));
    let sources: Vec<String> =
        list(get("source").as_deref()).into_iter().flat_map(|text| each_source(text, notes)).collect();
    let mut actors = |field: &'static str| {
        let text = get(field).unwrap_or_default();
        let named = list(Some(&text));
        let all = text.split([';', '\n', '\r']).filter(|part| part.contains(char::is_alphabetic)).count();
        if !named.is_empty() && named.len() < all {
            notes.warning(field, "who is not named beside others is left out of those who took part", |p| {
                p.found(text.clone())
                    .hint("the cell is kept in original; name him otherwise, such as 'unknown men', to keep him")
            });
            notes.keep(field, &text);
        }
        named
    };
    let [first, second, others] = ["first", "second", "other"].map(&mut actors);
    let fields = RowFields {
        id: notes.id.clone(),
        what: title.clone().unwrap_or_else(|| "Event".to_owned()),
        category,
        date,
        at,
        precision: get("precision"),
        place: get("place"),
        district: get("district"),
        province: get("province"),
        country,
        first,
        second,
        others,
        killed,
        notes: get("note").into_iter().collect(),
        sources: sources.len(),
        source_note: format!("{SHEET_ROW}{}", notes.line),
        tags: Vec::new(),
        publisher: None,
    };
    let mut incident = context.incident(fields, notes);
    if let Some(title) = title {
        incident.summary = get("summary").unwrap_or_else(|| title.clone());
        incident.title = title;
    } else if let Some(summary) = get("summary") {
        incident.summary = summary;
    }
    incident.wounded = wounded;
    incident.count = count;
    let radius = row.field("radius_m").and_then(|text| notes.radius(text));
    let stated = || stated_m.and_then(|m| notes.radius(&m.to_string()));
    if let Some(radius) = radius.or_else(stated) {
        incident.location.radius_m = Some(radius);
    }
    // Said once for the file where it has no such column.
    let may_know = ["radius_m", "precision", "position"].iter().any(|field| row.fields.get(field).is_some());
    if may_know && incident.at.is_some() && incident.location.radius_m.is_none() {
        notes
            .warning("radius_m", "neither radius nor precision: the position counts as exact", |p| p.hint(RADIUS_HINT));
    }
    incident.location.method = None;
    incident.status_note = None;
    said_by_person(&mut incident, &get, notes, context);
    if let Some(first) = incident.sources.first().filter(|_| !sources.is_empty() || get("source_url").is_some()) {
        incident.sources = all_sources(&sources, first, &get, context, notes);
    }
    if notes.problems.iter().any(|p| p.severity == Severity::Error) {
        return RowOutcome::Rejected;
    }
    RowOutcome::Kept(Box::new(incident), 0)
}

/// The title of a row of a sheet without titles: the first sentence of its summary, or what happened and where.
fn made_title(get: &dyn Fn(&str) -> Option<String>) -> String {
    /// Characters of the longest that is taken whole.
    const LONGEST: usize = 120;
    if let Some(summary) = get("summary") {
        let line = summary.lines().next().unwrap_or_default();
        // A full stop so early ends a short form: "8/24/2025: Gov. forces …".
        let is_end = |(at, c): &(usize, char)| {
            *at >= 20 && ".!?؟۔".contains(*c) && line.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(' '))
        };
        let end = line.char_indices().find(is_end).map_or(line.len(), |(at, _)| at);
        let sentence = line.get(..end).unwrap_or(line).trim().trim_end_matches('.');
        if sentence.chars().count() <= LONGEST {
            return sentence.to_owned();
        }
        let cut: String = sentence.chars().take(LONGEST).collect();
        return format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words));
    }
    let events =
        || get("count").map(|count| if count == "1" { "1 event".to_owned() } else { format!("{count} events") });
    let what = get("category").or_else(events).unwrap_or_else(|| "Event".to_owned());
    match ["place", "district", "province", "country"].iter().find_map(|field| get(field)) {
        Some(place) => format!("{what}, {place}"),
        None => what,
    }
}

/// How many events a row stands for; what is no number is reported, and its text kept.
fn count(text: &str, notes: &mut Notes<'_>) -> Option<u32> {
    let read = number::whole(text).map(|(count, _)| count);
    match read {
        None => {
            notes.warning("count", "this is no number of events; taken as unknown", |p| {
                p.found(text.to_owned()).expected("a whole number, or nothing")
            });
            notes.keep("count", text);
        }
        Some(0) => notes.warning("count", "the row stands for no event at all", |p| p.found(text.to_owned())),
        Some(_) => {}
    }
    read
}

/// A source for each publisher of a cell, or for each address of the one publisher. Addresses, titles and dates go with the sources where
/// the cell has as many; others stand with the first, addresses with sources of their own, and a warning says so.
fn all_sources(
    publishers: &[String],
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
        let cell = named.map_or_else(|| Source { note: None, ..base.clone() }, |text| cited(text));
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
fn each_source(text: String, notes: &mut Notes<'_>) -> Vec<String> {
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

/// A source of a cell, with the address and the date that stand in it; an address alone is published by its host.
fn cited(text: &str) -> Source {
    let (publisher, url, date) = match Source::typed(text) {
        Ok(read) if read.url.is_some() => (read.publisher, read.url, read.date),
        _ => {
            let host = |url: &str| url.split("//").nth(1)?.split(['/', '?', '#']).next().map(str::to_owned);
            let alone = Some(text.trim()).filter(|t| is_address(t) && !t.contains(char::is_whitespace));
            let host = alone.and_then(host).filter(|host| !host.is_empty());
            (host.unwrap_or_else(|| text.to_owned()), alone.map(str::to_owned), None)
        }
    };
    Source { publisher, title: None, title_basis: None, url, date, accessed: None, note: None }
}

/// Whether a text begins as an address of the web does.
fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|begin| text.starts_with(begin))
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

/// The date of a row: of its column, or of columns of its own for year, month and day.
fn date(get: &dyn Fn(&str) -> Option<String>, context: &Context, notes: &mut Notes<'_>) -> Option<Edtf> {
    let (text, parts) = (get("date"), date::of_parts(get("year"), get("month"), get("day")));
    match (text, parts) {
        (Some(text), _) => notes.date(&text, "date", context),
        (None, Some(Ok(text))) => notes.date(&text, "year", context),
        (None, Some(Err(found))) => {
            notes.error("year", "year, month and day make no date", |p| {
                p.found(found).expected("whole numbers; 0 for a month or day that is not known")
            });
            None
        }
        (None, None) => {
            notes.error("date", "the row has no date", |p| p.expected("a date, or a year with month and day"));
            None
        }
    }
}

/// Status, grade and side, where the sheet has them.
fn said_by_person(
    incident: &mut Incident,
    get: &dyn Fn(&str) -> Option<String>,
    notes: &mut Notes<'_>,
    context: &Context,
) {
    if let Some(text) = get("status") {
        match context.coding.status.get(&Coding::key(&text)).copied().or_else(|| status::meant(&text)) {
            Some(status) => (incident.status, notes.taken.status) = (status, None),
            None => {
                incident.original.insert("status".to_owned(), text.clone());
                notes.warning("status", "a status that is not known; that of the number of sources is kept", |p| {
                    let hint = format!("[status] of the mapping says what it means: \"{text}\" = \"one_side\"");
                    p.found(text).expected(Status::ALL.map(Status::as_str).join(", ")).hint(hint)
                });
            }
        }
    }
    if let Some(text) = get("grade") {
        match text.parse::<Grade>() {
            Ok(grade) => incident.grade = Grade { reason: get("grade_reason"), ..grade },
            Err(e) => notes.warning("grade", "a grade that is not known; the default is kept", |p| {
                p.found(text).expected(e.to_string())
            }),
        }
    }
    if let Some(text) = get("side") {
        let code = text.to_uppercase();
        let own = match text.to_lowercase().as_str() {
            "left" => Some(ReportedSide::Left),
            "right" => Some(ReportedSide::Right),
            "both" => Some(ReportedSide::Both),
            _ => context.side(Some(&code)),
        };
        match own {
            Some(side) => incident.location.side = Some(side),
            None => notes.warning("side", "a side that is not known; left out", |p| {
                p.found(text).expected("left, right, both, or the code of a side's country")
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Taken;
    use super::*;

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
