//! The list of the land borders, as text and JSON.

use marz_world::LandBorder;
use serde_json::{Value, json};

use super::border::{other_code, parts_in_words, refused};
use super::status::{LineDispute, dispute_of};
use super::worded::like;
use crate::error::Error;

/// The borders that a query names; a query that names none is refused with what is near.
fn found(query: &str) -> Result<Vec<&'static LandBorder>, Error> {
    marz_world::with_edition(query).map_err(|e| refused(&e))?;
    let found = marz_world::search(query);
    if !found.is_empty() {
        return Ok(found);
    }
    if let Some(region) = marz_world::region(query) {
        let message = format!("{} has no line of its own here, and no border here runs by it", region.name);
        return Err(Error::request(message, "list the disputed borders with: marz border list disputed".to_owned()));
    }
    // A pair of codes has a message of its own: who borders whom.
    let near = if marz_world::is_code(query) { marz_world::find(query).err().map(|e| e.to_string()) } else { None };
    let message = near.unwrap_or_else(|| format!("no border is named '{query}'"));
    let forms = "codes of two or three letters, or names of countries in any language; without one, all borders";
    let like = like(query);
    let like = if like.is_empty() { String::new() } else { format!("did you mean {}? ", like.join(" or ")) };
    Err(Error::request(message, format!("{like}{forms}")))
}

/// The borders that a query names (all for an empty one) as text for people: a line each; for a single one all that is known.
///
/// # Errors
///
/// [`Error::Request`] where the query names none.
pub fn list_text(query: &str) -> Result<String, Error> {
    let list = found(query)?;
    let remark = remark(query);
    if let [one] = list.as_slice() {
        return Ok(remark + &whole(one));
    }
    let mut out = remark
        + &format!(
            "{:<9} {:>10} {:>10} {:>6} {:>5}  {}\n",
            "border", "measured", "published", "parts", "class", "left | right"
        );
    for border in &list {
        let disputed = dispute_of(border).map(|known| format!("  ({})", known.status_in_words())).unwrap_or_default();
        out += &format!(
            "{:<9} {:>7.1} km {:>7} km {:>6} {:>5}  {} | {}{disputed}\n",
            border.id,
            border.length_km,
            published(border),
            border.parts,
            format!("{:?}", border.accuracy),
            name(border, &border.left),
            name(border, &border.right),
        );
    }
    out += &format!(
        "\n{} borders, edition {}. Classes: A, B, C say how the two countries' outlines agree on the line, nothing about the ground.\n",
        list.len(),
        list.first().map_or(marz_world::edition(), |border| border.edition().name())
    );
    Ok(out)
}

/// What is said of a query before its borders: codes in other letters, a region without a line of its own.
fn remark(query: &str) -> String {
    let region = marz_world::region(query);
    let region = region.map(|r| format!("{} has no line of its own here; borders concerned:\n\n", r.name));
    let code = marz_world::find(query).ok().and_then(|found| other_code(query, found.border));
    region.or_else(|| code.map(|code| format!("{code}\n\n"))).unwrap_or_default()
}

fn name<'a>(border: &LandBorder, code: &'a str) -> &'a str {
    border.edition().country(code).map_or(code, |c| c.english())
}

/// The published lengths, once each.
fn published(border: &LandBorder) -> String {
    let mut all: Vec<String> = border.published.iter().map(|p| p.km.to_string()).collect();
    all.dedup();
    if all.is_empty() { "-".to_owned() } else { all.join("/") }
}

fn whole(border: &LandBorder) -> String {
    let mut out = format!("{}@{}\n\n", border.id, border.edition().name());
    let mut row = |key: &str, value: String| out.push_str(&format!("{key:<18}{value}\n"));
    row("left", format!("{} ({})", name(border, &border.left), border.left));
    row("right", format!("{} ({})", name(border, &border.right), border.right));
    row("direction", border.direction.clone());
    row("measured length", format!("{:.3} km on WGS84, before simplifying by 10 m", border.length_km));
    for p in &border.published {
        row("published", format!("{} km, {}, page {}, {}", p.km, p.by, p.page, p.as_of));
    }
    row(
        "parts",
        match border.parts {
            1 => "1".to_owned(),
            n => format!("{n}{}", parts_in_words(border)),
        },
    );
    let class = border.accuracy;
    row("accuracy", format!("class {class:?}: {}; {} m assumed", class.meaning(), class.assumed_m()));
    let known = dispute_of(border);
    row("status", known.as_ref().map_or_else(|| "not stated".to_owned(), LineDispute::status_in_words));
    let reason = known.as_ref().map_or("nothing known; that is no evidence of agreement", |k| k.reason.as_str());
    row("about the line", reason.to_owned());
    if let Some(ends) = known.as_ref().and_then(LineDispute::ends_in_words) {
        row("ends of stretches", ends);
    }
    for source in known.iter().flat_map(|k| k.sources) {
        row("", format!("{}, {}, {}", source.publisher, source.title, source.date));
    }
    for open in known.iter().flat_map(|k| &k.unchecked) {
        row("not checked", open.clone());
    }
    if let Some(note) = &border.note {
        row("note", note.clone());
    }
    row("source", border.source.clone());
    row("licence", "ODbL-1.0, © OpenStreetMap contributors".to_owned());
    out.push_str(&format!(
        "\nstart a dossier with: marz init {0}, or draw it with: marz map --border {0}\n",
        border.id
    ));
    out
}

/// The same as JSON: a list; lengths in kilometres.
///
/// # Errors
///
/// As [`list_text`].
pub fn list_json(query: &str) -> Result<String, Error> {
    let one = |b: &&LandBorder| -> Value {
        let published: Vec<Value> =
            b.published.iter().map(|p| json!({"km": p.km, "by": p.by, "page": p.page, "as_of": p.as_of})).collect();
        let known = dispute_of(b);
        let statuses: Vec<&str> = known.iter().flat_map(|k| &k.statuses).map(|s| s.as_str()).collect();
        let cited = |s: &marz_world::DisputeSource| json!({"by": s.publisher, "title": s.title, "date": s.date, "address": s.address});
        let sources: Vec<Value> = known.iter().flat_map(|k| k.sources).map(cited).collect();
        json!({
            "id": b.id, "edition": b.edition().name(), "left": b.left, "left_name": name(b, &b.left), "right": b.right,
            "right_name": name(b, &b.right), "direction": b.direction, "length_km": b.length_km, "published": published,
            "parts": b.parts, "enclave_rings": b.enclave_rings, "gap_km": b.gap_km, "accuracy_class": format!("{:?}", b.accuracy),
            "accuracy_assumed_m": b.accuracy.assumed_m(), "status": statuses.first().unwrap_or(&"not_stated"), "statuses": statuses,
            "status_of_whole_line": known.as_ref().map(|k| k.is_whole), "disputed": b.disputed, "disputed_reason": known.as_ref().map(|k| &k.reason),
            "disputed_reason_verified": known.as_ref().map(|k| k.unchecked.is_empty()),
            "disputed_stretches_verified_km": known.as_ref().map(|k| &k.ends_verified_km), "disputed_sources": sources, "note": b.note, "source": b.source,
        })
    };
    let list: Vec<Value> = found(query)?.iter().map(one).collect();
    Ok(format!("{:#}\n", Value::from(list)))
}
