//! The fields of incidents with their descriptions: the source of the exports, `marz fields` and the docs.

use serde::Serialize;

use Kind::{Boolean, Date, Integer, Text};

use super::stored::{Form, Stored};
use crate::model::Category;

/// The type of the values of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Real,
    /// A day, as `YYYY-MM-DD`.
    Date,
    /// True or false.
    Boolean,
}

/// One output field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name in columns and properties.
    pub name: String,
    /// The type of its values.
    pub kind: Kind,
    /// The unit of its numbers; empty if there is none.
    pub unit: &'static str,
    /// Its description in English.
    pub meaning: String,
    /// Its hashtag of the Humanitarian Exchange Language (HXL); empty if there is none.
    pub hxl: &'static str,
}

impl Field {
    pub(super) fn new(name: &str, kind: Kind, unit: &'static str, hxl: &'static str, meaning: &str) -> Self {
        Self { name: name.to_owned(), kind, unit, meaning: meaning.to_owned(), hxl }
    }
}

/// The measured column that repeats a stored field: the location radius.
pub(super) const RADIUS: &str = "radius_m";

/// The stored field of that column.
const RADIUS_PATH: &str = "location.radius_m";

/// The last column of a table in text that carries the edition of the data.
pub(super) const EDITION: &str = "edition";

/// The same as [`record_fields`], for people: with the categories that a dossier need not have, and the last column of a table.
#[must_use]
pub fn explained_fields() -> Vec<Field> {
    let stock: Vec<String> = Category::STOCK.iter().map(|c| c.as_str().to_owned()).collect();
    let mut fields = record_fields();
    for field in fields.iter_mut().filter(|f| f.name == "category") {
        field.meaning +=
            &format!("; where a record has it also {}, or a key of [categories] in marz.toml", stock.join(", "));
    }
    let edition = "In CSV, the edition of the dossier that the row was made from, by which marz verify finds its seal";
    fields.push(Field::new(EDITION, Text, "", "", edition));
    fields
}

/// A column of an incident record.
type RecordField = (&'static str, Kind, &'static str, Option<(&'static str, Form)>, &'static str);

/// The columns of an incident record, in order: name, type, HXL hashtag, the stored field that the column stands for (none for what is
/// computed), meaning.
const RECORD_FIELDS: [RecordField; 37] = [
    ("title", Text, "#event+name", Some(("title", Form::Needed)), "One line that says what happened"),
    ("summary", Text, "#description", Some(("summary", Form::Needed)), "What happened, in our own words"),
    (
        "category",
        Text,
        "#event+type",
        Some(("category", Form::Category)),
        "What kind of thing it is: clash, shelling, drone_attack, smuggling_clash, \
            incursion, deployment, contact, claim, aggregate, other",
    ),
    (
        "date",
        Text,
        "#event+date+edtf",
        Some(("date", Form::NeededDate)),
        "When, in EDTF (ISO 8601-2): 2025-08, 2025-11-15/2025-11-17, 2021~",
    ),
    ("date_begin", Date, "#date+start", None, "The first day that the date can mean"),
    ("date_end", Date, "#date+end", None, "The last day that the date can mean"),
    (
        "reported_on",
        Text,
        "#event+date+reported+edtf",
        Some(("reported_on", Form::Date)),
        "When it was reported, where that is all an aggregate has",
    ),
    ("place", Text, "#loc+name", Some(("location.name", Form::Needed)), "The name of the place in the report"),
    (
        "place_variants",
        Text,
        "#loc+name+alt",
        Some(("location.variants", Form::List)),
        "Other spellings and scripts, joined with '; '",
    ),
    ("district", Text, "#adm2+name", Some(("location.district", Form::Text)), "The district or districts"),
    ("province", Text, "#adm1+name", Some(("location.province", Form::Text)), "The province or region"),
    ("country", Text, "#country+code", Some(("location.country", Form::Text)), "The country code"),
    (
        "precision",
        Integer,
        "",
        Some(("location.precision", Form::Number)),
        "1 exact site, 2 near a named place, 3 district, 4 province, 5 country or unknown",
    ),
    ("method", Text, "", Some(("location.method", Form::Text)), "How the point was found"),
    (
        "reported_side",
        Text,
        "",
        Some(("location.side", Form::Side)),
        "The side of the border that the report names: left, right or both; never from the geometry",
    ),
    (
        "basis",
        Text,
        "",
        Some(("location.basis", Form::Basis)),
        "What the point rests on: gazetteer, reported, estimate, or from_border, whose distance is no evidence",
    ),
    ("extent", Text, "", Some(("location.extent", Form::Extent)), "What the point stands for: point, area or none"),
    (
        "actors",
        Text,
        "#actor+list",
        Some(("actors", Form::Actors)),
        "Who took part, joined with '; '; the order says nothing about who attacked",
    ),
    (
        "killed_min",
        Integer,
        "#affected+killed+min",
        Some(("killed.min", Form::Figure)),
        "The least number of dead that a source gives, attackers included; empty is unknown",
    ),
    (
        "killed_best",
        Integer,
        "#affected+killed+best",
        Some(("killed.best", Form::Figure)),
        "The number of dead held most likely; empty where there is none",
    ),
    (
        "killed_max",
        Integer,
        "#affected+killed+max",
        Some(("killed.max", Form::Figure)),
        "The highest number of dead that a source gives; empty beside a least one is 'at least'",
    ),
    ("killed_who", Text, "", Some(("killed.who", Form::Text)), "Whom the figures of the dead count"),
    (
        "wounded_min",
        Integer,
        "#affected+injured+min",
        Some(("wounded.min", Form::Figure)),
        "The least number of wounded that a source gives; empty is unknown",
    ),
    (
        "wounded_best",
        Integer,
        "#affected+injured+best",
        Some(("wounded.best", Form::Figure)),
        "The number of wounded held most likely; empty where there is none",
    ),
    (
        "wounded_max",
        Integer,
        "#affected+injured+max",
        Some(("wounded.max", Form::Figure)),
        "The highest number of wounded that a source gives",
    ),
    ("wounded_who", Text, "", Some(("wounded.who", Form::Text)), "Whom the figures of the wounded count"),
    ("count", Integer, "", Some(("count", Form::Number)), "How many events an aggregate stands for"),
    ("counts_as_event", Boolean, "", None, "Whether the record is one event in sums: claims and aggregates are not"),
    (
        "status",
        Text,
        "#status",
        Some(("status", Form::Status)),
        "How well it is established: officially_confirmed, multiple_media, one_side, disputed, denied",
    ),
    ("status_note", Text, "", Some(("status_note", Form::Text)), "Why it has that status"),
    (
        "grade",
        Text,
        "",
        Some(("grade", Form::Grade)),
        "Both Admiralty axes: reliability of the source A to F, credibility of the information 1 to 6",
    ),
    ("grade_reason", Text, "", Some(("grade.reason", Form::Text)), "Why it has that grade"),
    ("notes", Text, "", Some(("notes", Form::List)), "Contradictions and remarks, joined with '; '"),
    (
        "sources",
        Text,
        "#meta+source",
        Some(("sources", Form::Sources)),
        "Who says so: addresses, or publishers without one, joined with '; '",
    ),
    ("source_count", Integer, "", None, "How many reports there are"),
    (
        "visitors_from",
        Text,
        "",
        Some(("visitors_from", Form::Text)),
        "For a visit, the id of the place where the visitors have their seat",
    ),
    ("tags", Text, "", Some(("tags", Form::List)), "Free words to select by, joined with '; '"),
];

/// The fields of an incident record, in order; the measured fields are those of [`Columns::fields`](super::Columns::fields).
#[must_use]
pub fn record_fields() -> Vec<Field> {
    RECORD_FIELDS.iter().map(|(name, kind, hxl, _, meaning)| Field::new(name, *kind, "", hxl, meaning)).collect()
}

/// The stored field that a column of incidents stands for; `None` for a column that is computed, and for the id, which names the record.
#[must_use]
pub fn stored_incident_field(column: &str) -> Option<Stored> {
    let radius = [(RADIUS, Some((RADIUS_PATH, Form::Number)))];
    let own = RECORD_FIELDS.iter().map(|(name, _, _, stored, _)| (*name, *stored));
    own.chain(radius).find(|(name, _)| *name == column).and_then(|(_, stored)| stored).map(Stored::from)
}

/// Members of a stored incident that no flat column shows.
const NESTED_ALONE: [&str; 4] = ["grade.reliability", "grade.credibility", "same_event_as", "original"];

/// The stored field that a path such as `location.name` names in a file that holds incidents as they are stored; `None` for what is no
/// field, and for the history, which is not edited.
#[must_use]
pub fn stored_nested_field(path: &str) -> Option<Stored> {
    let of_columns =
        RECORD_FIELDS.iter().filter_map(|(_, _, _, stored, _)| *stored).filter(|(_, form)| *form != Form::Grade);
    let radius = [(RADIUS_PATH, Form::Number)];
    let (path, form) =
        of_columns.chain(radius).chain(NESTED_ALONE.map(|path| (path, Form::Json))).find(|(p, _)| *p == path)?;
    Some(Stored::from((path, if form == Form::Figure { form } else { Form::Json })))
}
