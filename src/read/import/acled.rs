//! ACLED's exports: current and older columns, numbers or text codes, one row for an event or one for each actor.

use super::context::Context;
use super::incident::RowFields;
use super::precision::precision_code;
use super::row::{Notes, Row, list};
use super::{RowOutcome, RowPreview, Verdict, crosscheck, number};
use crate::model::{Casualties, Coding, Edtf, REPORTED_BY};
use crate::read::table::Wanted;

/// The columns without which nothing can be read.
pub const WANTED: Wanted<'static> =
    Wanted { columns: &["event_id_cnty", "event_date", "latitude", "longitude"], ..Wanted::QUOTED };

/// The kinds of actors, by number and in words.
const INTER: [&str; 12] = [
    "state forces",
    "rebel group",
    "political militia",
    "identity militia",
    "communal/identity militia",
    "rioters",
    "protesters",
    "civilians",
    "external/other forces",
    "external forces",
    "foreign/others",
    "none",
];

/// The sub-event types of each event type, in the codebook's words (since 2018), as keys.
const SUB_EVENTS: [(&str, &[&str]); 6] = [
    ("battles", &["armed clash", "government regains territory", "non-state actor overtakes territory"]),
    (
        "protests",
        &[
            "excessive force against protesters",
            "excessive force against protestors",
            "protest with intervention",
            "peaceful protest",
        ],
    ),
    ("riots", &["violent demonstration", "mob violence"]),
    (
        "explosions/remote violence",
        &[
            "chemical weapon",
            "air/drone strike",
            "suicide bomb",
            "shelling/artillery/missile attack",
            "remote explosive/landmine/ied",
            "grenade",
        ],
    ),
    ("violence against civilians", &["sexual violence", "attack", "abduction/forced disappearance"]),
    (
        "strategic developments",
        &[
            "agreement",
            "arrests",
            "change to group/activity",
            "disrupted weapons use",
            "headquarters or base established",
            "looting/property destruction",
            "non-violent transfer of territory",
            "other",
        ],
    ),
];

/// What kind of disorder an event is; several stand with `;`.
const DISORDER: [&str; 3] = ["political violence", "demonstrations", "strategic developments"];

pub fn read(
    row: &Row<'_>,
    context: &Context,
    notes: &mut Notes<'_>,
    passes: &dyn Fn(&RowPreview<'_>) -> Verdict,
) -> Result<(RowFields, i64), RowOutcome> {
    let Some(id) = row.get("event_id_cnty").filter(|id| id.bytes().all(|b| b.is_ascii_graphic())) else {
        let found = row.get("event_id_cnty").unwrap_or("nothing").to_owned();
        notes.error("event_id_cnty", "the row has no id that can be read", |p| {
            p.found(found).expected("letters and a number, such as AFG12345").hint("a shifted row? count its cells")
        });
        return Err(RowOutcome::Rejected);
    };
    notes.id = format!("acled-{id}");
    let date = notes.required_date(row, "event_date", context).ok_or(RowOutcome::Rejected)?;
    let at = notes.required_position(row).ok_or(RowOutcome::Rejected)?;
    let country = row.get("country").or(row.get("iso"));
    let days = date.days();
    let date = spread(date, row, notes);
    notes.held_back(passes(&RowPreview { at: Some(at), date: &date, country }), country)?;
    crosscheck::year(row, "year", days, notes);
    known_codes(row, context, notes);
    let (event, sub) = (row.get("event_type").unwrap_or_default(), row.get("sub_event_type").unwrap_or_default());
    if event.is_empty() && sub.is_empty() {
        notes.warning("event_type", "no type of event; taken as other", |p| p.expected("such as Battles"));
    }
    let category = context.category(&[("sub_event_type", sub), ("event_type", event)], notes);
    let killed = match row.get("fatalities") {
        Some(text) if is_range(text) => notes.casualties(text, "fatalities"),
        Some(_) => {
            let dead = notes.number(row, "fatalities");
            Casualties { min: dead, best: dead, max: dead, who: None }
        }
        None => {
            notes.warning("fatalities", "no figure of the dead; taken as unknown", |p| p);
            Casualties::default()
        }
    };
    let revision = row.get("timestamp").and_then(|t| t.parse::<f64>().ok()).map_or(0, |t| t as i64);
    let sources = list(row.get("source"));
    let what = if sub.is_empty() { event } else { sub };
    let mut tags = vec!["acled".to_owned()];
    tags.extend(list(row.get("tags")));
    let others = [list(row.get("assoc_actor_1")), list(row.get("assoc_actor_2"))].concat();
    Ok((
        RowFields {
            id: notes.id.clone(),
            what: if what.is_empty() { "Event".to_owned() } else { what.to_owned() },
            category,
            date,
            at: Some(at),
            precision: Some(precision_code(row, "geo_precision", "3", &context.coding, notes)),
            place: row.get("location").map(str::to_owned),
            district: row.get("admin2").map(str::to_owned),
            province: row.get("admin1").map(str::to_owned),
            country: country.map(str::to_owned),
            first: row.get("actor1").map(str::to_owned).into_iter().collect(),
            second: row.get("actor2").map(str::to_owned).into_iter().collect(),
            others,
            killed,
            notes: Vec::new(),
            sources: sources.len(),
            source_note: format!("event {id}; {REPORTED_BY}{}", sources.join("; ")),
            publisher: None,
            tags,
        },
        revision,
    ))
}

/// Warns of codes that are not ACLED's in the columns beside the type of event, and of columns that contradict each other.
fn known_codes(row: &Row<'_>, context: &Context, notes: &mut Notes<'_>) {
    let is_kind = |key: &str| {
        let like = |known: &&str| known.trim_end_matches('s') == key.trim_end_matches('s');
        key.parse::<u8>().is_ok_and(|n| n <= 8) || INTER.iter().any(like)
    };
    let key = |code: &str| Coding::key(code).replace(" / ", "/");
    let (event, sub) = (row.get("event_type").unwrap_or_default(), row.get("sub_event_type").unwrap_or_default());
    let type_of_sub = SUB_EVENTS.iter().find(|(_, subs)| subs.contains(&key(sub).as_str())).map(|(event, _)| *event);
    let is_event = SUB_EVENTS.iter().any(|(name, _)| *name == key(event));
    if let Some(of_sub) = type_of_sub.filter(|of_sub| is_event && *of_sub != key(event)) {
        notes.warning("sub_event_type", "it does not belong to the type of event; the sub-event type counts", |p| {
            p.found(format!("{event}, {sub}")).expected(format!("a sub-event type of {event}, or the type {of_sub}"))
        });
    }
    for column in ["inter1", "inter2"] {
        if let Some(code) = row.get(column).filter(|code| !is_kind(&key(code))) {
            notes.warning(column, "a kind of actor that is not known", |p| {
                p.found(code.to_owned()).expected("0 to 8, or its words")
            });
        }
    }
    let is_pair = |code: &str| {
        let key = key(code);
        key.parse::<u8>().is_ok_and(|n| (10..=88).contains(&n)) || key.trim_end_matches(" only").split('-').all(is_kind)
    };
    let is_disorder = |code: &str| code.split(';').all(|one| DISORDER.contains(&key(one).as_str()));
    let is_targeting = |code: &str| key(code) == "civilian targeting";
    let mut check = |column: &str, is_known: &dyn Fn(&str) -> bool, expected: &str| {
        if let Some(code) = row.get(column).filter(|code| !is_known(code)) {
            notes
                .warning(column, "a code that is not known; not used", |p| p.found(code.to_owned()).expected(expected));
        }
    };
    check("interaction", &is_pair, "two digits, or the kinds of two actors");
    check("disorder_type", &is_disorder, "Political violence, Demonstrations or Strategic developments");
    check("civilian_targeting", &is_targeting, "Civilian targeting, or nothing");
    crosscheck::interaction(row, notes);
    if let (Some(iso), Some(name)) = (row.get("iso"), row.get("country")) {
        crosscheck::same_country(("iso", iso), ("country", name), context, notes);
    }
}

/// Whether a cell holds figures of people that are no one number: `2-4`, `3+`.
fn is_range(text: &str) -> bool {
    number::whole(text).is_none() && number::casualties(text).casualties != Casualties::default()
}

/// The days that an event can have happened on: `time_precision` 1 the day itself, 2 the week around it, 3 its month.
fn spread(date: Edtf, row: &Row<'_>, notes: &mut Notes<'_>) -> Edtf {
    let (first, last) = date.days();
    let code = row.get("time_precision").map(Coding::key);
    let wider = match code.as_deref() {
        None | Some("1") => None,
        Some("2") => Edtf::of_days(first.saturating_sub(3), last.saturating_add(3)),
        Some("3") => date.first_known_day().and_then(|day| day.get(..7)?.parse().ok()),
        Some(other) => {
            let found = other.to_owned();
            notes.warning("time_precision", "a code that is not known; the day is taken as it stands", |p| {
                p.found(found).expected("1, 2 or 3")
            });
            None
        }
    };
    wider.unwrap_or(date)
}
