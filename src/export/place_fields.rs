//! The columns of places.

use super::fields::{Field, Kind};
use super::stored::{Form, Stored};
use crate::language::is_tag;

/// What stands before the language in the column of a name.
const NAME: &str = "name_";

/// The columns of a place but its id and its names, in order: name, type, unit, form, meaning. The first three come before the names.
const PLACE_FIELDS: [(&str, Kind, &str, Form, &str); 9] = [
    ("kind", Kind::Text, "", Form::PlaceKind, "What kind of place it is"),
    ("country", Kind::Text, "", Form::Needed, "The country code"),
    ("variants", Kind::Text, "", Form::List, "Other spellings and scripts, joined with '; '"),
    ("admin", Kind::Text, "", Form::Text, "The province, region or district it lies in"),
    ("radius_m", Kind::Integer, "metres", Form::Number, "How far the true place may lie from the point"),
    ("population", Kind::Integer, "people", Form::Number, "Inhabitants, where known"),
    ("rank", Kind::Integer, "", Form::NeededNumber, "Label priority: 1 is named first"),
    ("source", Kind::Text, "", Form::Text, "Where the point comes from"),
    ("note", Kind::Text, "", Form::Text, "A remark"),
];

/// The fields of a layer of places, the names in these languages: `always` behind the country, `of_data` at the end.
pub fn place_fields(always: Vec<Field>, of_data: Vec<Field>) -> Vec<Field> {
    let own = |(name, kind, unit, _, meaning): &(&str, Kind, &'static str, Form, &str)| {
        Field::new(name, *kind, unit, "", meaning)
    };
    let (before, after) = PLACE_FIELDS.split_at(2);
    let mut fields = vec![Field::new("id", Kind::Text, "", "", "The stable id of the place")];
    fields.extend(before.iter().map(own));
    fields.extend(always);
    fields.extend(after.iter().map(own));
    fields.extend(of_data);
    fields
}

/// The stored field that a column of places stands for; `None` for the id and for any other column.
#[must_use]
pub fn stored_place_field(column: &str) -> Option<Stored> {
    if let Some(tag) = column.strip_prefix(NAME).filter(|tag| is_tag(tag)) {
        return Some(Stored { path: format!("names.{tag}"), form: Form::Text });
    }
    PLACE_FIELDS.iter().find(|(name, ..)| *name == column).map(|(name, _, _, form, _)| Stored::from((*name, *form)))
}
