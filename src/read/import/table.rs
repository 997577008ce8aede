//! Any spreadsheet: its columns are named as our fields are, or a table maps them.

use super::citation::{all_sources, each_source, source};
use super::context::Context;
use super::date;
use super::fields::RADIUS_HINT;
use super::identity::{made_id, slug};
use super::incident::RowFields;
use super::merge::SHEET_ROW;
use super::row::{Notes, Row, list};
use super::{RowOutcome, RowPreview, Verdict, crosscheck, number, status, toll};
use crate::model::{
    Casualties, Category, Coding, Edtf, Grade, Incident, ReportedSide, Source, Status, different_publishers,
};
use crate::read::Severity;
use crate::read::table::column;

/// The columns without which nothing can be read, those of what happened and of the date; each with columns that do in its place.
pub fn needed(coding: &Coding) -> Vec<(String, Vec<String>)> {
    let is_mapped = |field: &str| coding.columns.get(field).is_some_and(|name| !name.is_empty());
    let one = |(field, others): (&str, &[&str])| {
        // A column that the table of a person names must be there.
        let others = if is_mapped(field) { &[] } else { others };
        (named(coding, field), others.iter().map(|other| named(coding, other)).collect())
    };
    let [what, (date, instead)] = Coding::NEEDED;
    let in_its_place = instead.iter().find(|field| !is_mapped(date) && is_mapped(field));
    vec![one(what), one((in_its_place.copied().unwrap_or(date), instead))]
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
    let get =
        |field: &str| row.field(field).map(|text| if is_on_one_line(field) { one_line(text) } else { lines(text) });
    if let Some(word) = total(row) {
        notes.warning("date", TOTAL, |p| p.found(word));
        return RowOutcome::Filtered;
    }
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
    let place = notes.place(row, context.coding.letter_o);
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
    let category = context.sheet_category(&category_text, notes);
    let count = get("count").and_then(|text| count(&text, notes));
    // A row that sums up events is none of them.
    let is_plain = matches!(context.coding.defaults.category, None | Some(Category::Other));
    let is_sum = count.is_some() && category_text.is_empty() && is_plain;
    let category = if is_sum { Category::Aggregate } else { category };
    let (killed, wounded) =
        (casualties(row, ("killed", "wounded"), notes), casualties(row, ("wounded", "killed"), notes));
    let cells: Vec<String> =
        list(get("source").as_deref()).into_iter().flat_map(|text| each_source(text, notes)).collect();
    let sources: Vec<Source> = cells.iter().map(|text| source(text, context, notes)).collect();
    let mut actors = |field: &'static str| {
        let text = get(field).unwrap_or_default();
        let named = list(Some(&text));
        let all = text.split([';', '؛', '\n', '\r']).filter(|part| part.contains(char::is_alphabetic)).count();
        if !named.is_empty() && named.len() < all {
            notes.warning(field, "an unknown actor beside named ones is left out", |p| {
                p.found(text.clone()).hint("the cell is kept in original; a name such as 'unknown men' keeps the actor")
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
        sources: different_publishers(&sources),
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

/// Whether what a field says stands on one line; a list has an entry on each, and a text has paragraphs.
fn is_on_one_line(field: &str) -> bool {
    !["summary", "note", "source", "source_url", "first", "second", "other"].contains(&field)
}

/// The text of a cell on one line: a break that somebody put in so that it fits the cell is a space.
fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    let parts = text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// The text of a cell with one mark for the end of a line, whatever the program that wrote it.
fn lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
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

/// The toll of a field: that of its own cell; where that says nothing, what the cell of the other says in words ("un muerto y dos heridos").
fn casualties(row: &Row<'_>, (field, other): (&'static str, &str), notes: &mut Notes<'_>) -> Casualties {
    let beside = row.people(other).and_then(|text| Some((text, toll::of_words(text, field)?.casualties)));
    let Some(text) = row.people(field) else { return beside.map(|(_, figures)| figures).unwrap_or_default() };
    if number::is_nobody(text) {
        notes.taken.nobody.push((field, text.to_owned()));
    }
    let figures = notes.casualties(text, field);
    crosscheck::toll((field, text, &figures), beside.as_ref(), notes);
    figures
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

/// What is said of a row of totals.
pub const TOTAL: &str = "a row of totals without a date: no incident, left out";

/// The word for a sum in a row without a date; `None` where the row has one, or its first cell says something else.
fn total(row: &Row<'_>) -> Option<String> {
    const TOTALS: [&str; 18] = [
        "total",
        "totals",
        "totales",
        "totaux",
        "totais",
        "total general",
        "grand total",
        "sum",
        "suma",
        "somme",
        "soma",
        "итого",
        "всего",
        "ҳамагӣ",
        "جمع",
        "جمع کل",
        "المجموع",
        "الإجمالي",
    ];
    let first = row.cells.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty())?;
    // The word may stand in the column of the dates.
    let is_dated = ["date", "year"].iter().filter_map(|field| row.field(field)).any(|text| text != first);
    let is_total = TOTALS.contains(&first.trim_end_matches(':').trim().to_lowercase().as_str());
    (is_total && !is_dated).then(|| first.to_owned())
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
            notes.error("date", "the row has no date", |p| {
                p.expected("a date, or a year with month and day").hint(
                    "write in the sheet what is known, a month (2026-07) or a year (2026) will do; until then the row stays out",
                )
            });
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
