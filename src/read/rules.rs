//! The part of JSON Schema that our generated schemas use, checked value by value.
//!
//! A full validator is many times the size of what the types of the model make use of. The tests hold this one against
//! such a validator, keyword by keyword; a keyword that is not listed here is an error when the schema is read.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Number, Value};

use crate::model::{Category, Edtf};

/// A schema (draft 2020-12): what it asks of a value.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Rules {
    #[serde(rename = "type")]
    types: Types,
    #[serde(rename = "const")]
    constant: Option<Value>,
    #[serde(rename = "enum")]
    choices: Option<Vec<Value>>,
    minimum: Option<Number>,
    maximum: Option<Number>,
    min_length: Option<usize>,
    min_items: Option<usize>,
    max_items: Option<usize>,
    min_properties: Option<usize>,
    required: Vec<String>,
    pattern: Option<Pattern>,
    properties: BTreeMap<String, Rules>,
    additional_properties: Additional,
    items: Option<Box<Rules>>,
    any_of: Vec<Rules>,
    /// Annotations, which ask for nothing.
    #[serde(rename = "title")]
    _title: Option<String>,
    #[serde(rename = "description")]
    _description: Option<String>,
    #[serde(rename = "default")]
    _default: Option<Value>,
}

/// The types that a value may have; none listed allows all.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Types {
    One(String),
    Many(Vec<String>),
}

/// The types of JSON Schema, in the order in which messages list them.
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// What members may stand in an object beside those of `properties`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Additional {
    Allowed(bool),
    As(Box<Rules>),
}

/// The patterns that there are.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
enum Pattern {
    /// That of a date.
    Date,
    /// That of the key of a category.
    Category,
}

impl Pattern {
    fn has(&self, text: &str) -> bool {
        match self {
            Self::Date => Edtf::has_form(text),
            Self::Category => text.parse::<Category>().is_ok(),
        }
    }
}

/// One rule that a value breaks.
#[derive(Debug)]
pub struct Violation<'a> {
    /// The members and indices that lead to the value.
    pub path: Vec<String>,
    /// The value.
    pub found: &'a Value,
    /// The rule.
    pub rule: Rule<'a>,
}

/// A rule of a schema, with what it asks for.
#[derive(Debug)]
pub enum Rule<'a> {
    /// The names of the types, in the order of [`TYPES`].
    Type(Vec<&'a str>),
    /// The value that it must have.
    Const(&'a Value),
    /// The values that it may have.
    Enum(&'a [Value]),
    /// The smallest number.
    Minimum(&'a Number),
    /// The greatest number.
    Maximum(&'a Number),
    /// The least number of characters.
    MinLength,
    /// The least number of items.
    MinItems(usize),
    /// The greatest number of items.
    MaxItems(usize),
    /// The least number of members.
    MinProperties(usize),
    /// A member that must be there.
    Required(&'a str),
    /// The form of a date.
    Pattern,
    /// A member that the schema does not know.
    AdditionalProperties(&'a str),
}

impl Default for Types {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Types {
    fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
    }

    fn allow(&self, value: &Value) -> bool {
        self.names().is_empty() || self.names().iter().any(|name| is_of_type(value, name))
    }
}

impl Default for Additional {
    fn default() -> Self {
        Self::Allowed(true)
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        match pattern {
            date if date == Edtf::pattern() => Ok(Self::Date),
            key if key == Category::PATTERN => Ok(Self::Category),
            other => Err(format!("unknown pattern {other}")),
        }
    }
}

/// Whether a value is of a type of JSON Schema, for which 1.0 is an integer.
fn is_of_type(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
        Value::Number(n) => match name {
            "number" => true,
            "integer" => !n.is_f64() || n.as_f64().is_some_and(|f| f.trunc().total_cmp(&f).is_eq()),
            _ => false,
        },
    }
}

impl Rules {
    /// Everything in a value that breaks a rule.
    pub fn violations<'a>(&'a self, value: &'a Value) -> Vec<Violation<'a>> {
        let mut all = Vec::new();
        self.collect(value, &mut Vec::new(), &mut all);
        all
    }

    fn collect<'a>(&'a self, value: &'a Value, path: &mut Vec<String>, to: &mut Vec<Violation<'a>>) {
        let mut broken = |rule| to.push(Violation { path: path.clone(), found: value, rule });
        if !self.types.allow(value) {
            let names = self.types.names();
            broken(Rule::Type(TYPES.into_iter().filter(|name| names.iter().any(|n| n == name)).collect()));
        }
        if let Some(constant) = self.constant.as_ref().filter(|c| *c != value) {
            broken(Rule::Const(constant));
        }
        if let Some(choices) = self.choices.as_ref().filter(|c| !c.contains(value)) {
            broken(Rule::Enum(choices));
        }
        match value {
            Value::Number(number) => {
                if let Some(limit) = self.minimum.as_ref().filter(|limit| number.as_f64() < limit.as_f64()) {
                    broken(Rule::Minimum(limit));
                }
                if let Some(limit) = self.maximum.as_ref().filter(|limit| number.as_f64() > limit.as_f64()) {
                    broken(Rule::Maximum(limit));
                }
            }
            Value::String(text) => {
                if self.min_length.is_some_and(|least| text.chars().count() < least) {
                    broken(Rule::MinLength);
                }
                if self.pattern.as_ref().is_some_and(|pattern| !pattern.has(text)) {
                    broken(Rule::Pattern);
                }
            }
            Value::Array(list) => {
                if let Some(least) = self.min_items.filter(|least| list.len() < *least) {
                    broken(Rule::MinItems(least));
                }
                if let Some(most) = self.max_items.filter(|most| list.len() > *most) {
                    broken(Rule::MaxItems(most));
                }
                if let Some(rules) = &self.items {
                    for (i, item) in list.iter().enumerate() {
                        rules.collect_below(i.to_string(), item, path, to);
                    }
                }
            }
            Value::Object(members) => {
                if let Some(least) = self.min_properties.filter(|least| members.len() < *least) {
                    broken(Rule::MinProperties(least));
                }
                for key in self.required.iter().filter(|key| !members.contains_key(*key)) {
                    broken(Rule::Required(key));
                }
                for (key, member) in members {
                    match (self.properties.get(key), &self.additional_properties) {
                        (Some(rules), _) => rules.collect_below(key.clone(), member, path, to),
                        (None, Additional::As(rules)) => rules.collect_below(key.clone(), member, path, to),
                        (None, Additional::Allowed(true)) => {}
                        (None, Additional::Allowed(false)) => {
                            to.push(Violation {
                                path: path.clone(),
                                found: value,
                                rule: Rule::AdditionalProperties(key),
                            });
                        }
                    }
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
        if !self.any_of.is_empty() {
            self.collect_any_of(value, path, to);
        }
    }

    fn collect_below<'a>(
        &'a self,
        step: String,
        value: &'a Value,
        path: &mut Vec<String>,
        to: &mut Vec<Violation<'a>>,
    ) {
        path.push(step);
        self.collect(value, path, to);
        path.pop();
    }

    /// What the first alternative finds that is more than "null", if none of them allows the value.
    fn collect_any_of<'a>(&'a self, value: &'a Value, path: &mut Vec<String>, to: &mut Vec<Violation<'a>>) {
        let is_null_wanted = |v: &Violation<'_>| matches!(&v.rule, Rule::Type(names) if names == &["null"]);
        let mut first = None;
        for rules in &self.any_of {
            let mut found = Vec::new();
            rules.collect(value, path, &mut found);
            if found.is_empty() {
                return;
            }
            if first.is_none() && !found.iter().all(is_null_wanted) {
                first = Some(found);
            }
        }
        to.extend(first.into_iter().flatten());
    }
}

#[cfg(test)]
mod tests {
    use jsonschema::ValidationError;
    use jsonschema::error::{TypeKind, ValidationErrorKind};
    use serde_json::json;

    use super::*;
    use crate::read::schema;

    /// Path, keyword and what it asks for, of everything that a full validator refuses.
    fn by_authority<'a>(errors: impl Iterator<Item = &'a ValidationError<'a>>) -> Vec<String> {
        let mut all = Vec::new();
        for error in errors {
            let path = error.instance_path();
            match error.kind() {
                ValidationErrorKind::AnyOf { context } => {
                    let is_null_wanted = |e: &ValidationError<'_>| matches!(e.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(t) } if t.to_string() == "null");
                    let branch = context.iter().find(|branch| !branch.iter().all(is_null_wanted));
                    all.extend(by_authority(branch.into_iter().flatten()));
                }
                ValidationErrorKind::AdditionalProperties { unexpected } => {
                    all.extend(unexpected.iter().map(|key| format!("{path} additionalProperties {key}")));
                }
                ValidationErrorKind::Type { kind } => {
                    let names = match kind {
                        TypeKind::Single(one) => one.to_string(),
                        TypeKind::Multiple(many) => many.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" or "),
                    };
                    all.push(format!("{path} type {names}"));
                }
                ValidationErrorKind::Required { property } => {
                    all.push(format!("{path} required {}", property.as_str().unwrap()));
                }
                ValidationErrorKind::Minimum { limit } => all.push(format!("{path} minimum {limit}")),
                ValidationErrorKind::Maximum { limit } => all.push(format!("{path} maximum {limit}")),
                kind => all.push(format!("{path} {}", kind.keyword())),
            }
        }
        all.sort();
        all
    }

    fn by_rules(rules: &Rules, value: &Value) -> Vec<String> {
        let described = |v: Violation<'_>| {
            let path: String = v.path.iter().map(|s| format!("/{}", s.replace('~', "~0").replace('/', "~1"))).collect();
            let rule = match v.rule {
                Rule::Type(names) => format!("type {}", names.join(" or ")),
                Rule::Const(_) => "const".to_owned(),
                Rule::Enum(_) => "enum".to_owned(),
                Rule::Minimum(limit) => format!("minimum {limit}"),
                Rule::Maximum(limit) => format!("maximum {limit}"),
                Rule::MinLength => "minLength".to_owned(),
                Rule::MinItems(_) => "minItems".to_owned(),
                Rule::MaxItems(_) => "maxItems".to_owned(),
                Rule::MinProperties(_) => "minProperties".to_owned(),
                Rule::Required(key) => format!("required {key}"),
                Rule::Pattern => "pattern".to_owned(),
                Rule::AdditionalProperties(key) => format!("additionalProperties {key}"),
            };
            format!("{path} {rule}")
        };
        let mut all: Vec<String> = rules.violations(value).into_iter().map(described).collect();
        all.sort();
        all
    }

    /// The JSON Pointers of a value and all that it holds; of a long list the first few.
    fn pointers(value: &Value, at: String, to: &mut Vec<String>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(k, v)| pointers(v, format!("{at}/{k}"), to)),
            Value::Array(list) => {
                list.iter().take(3).enumerate().for_each(|(i, v)| pointers(v, format!("{at}/{i}"), to));
            }
            _ => {}
        }
        to.push(at);
    }

    fn broken(value: &Value, pointer: &str) -> Vec<Value> {
        let wrong = [
            json!(null),
            json!(true),
            json!(-1),
            json!(0),
            json!(3.0),
            json!(2.5),
            json!(30_000_000),
            json!(u64::MAX),
            json!(""),
            json!("left"),
            json!("2025-08-24T23:3"),
            json!("2025-13~/2026"),
            json!([]),
            json!([1, "two", 3, 4]),
            json!({}),
            json!({"en": "", "a~/b": 1}),
        ];
        let change = |with: &dyn Fn(&mut Value)| {
            let mut changed = value.clone();
            with(changed.pointer_mut(pointer).unwrap());
            changed
        };
        let mut all: Vec<Value> = wrong.iter().map(|wrong| change(&|v| *v = wrong.clone())).collect();
        if let Some(Value::Object(members)) = value.pointer(pointer) {
            all.extend(members.keys().map(|key| change(&|v| drop(v.as_object_mut().unwrap().shift_remove(key)))));
            all.push(change(&|v| drop(v.as_object_mut().unwrap().insert("unheard_of".to_owned(), json!(1)))));
        }
        all
    }

    #[test]
    fn a_full_validator_finds_the_same() {
        let stored = [
            (schema::INCIDENTS, include_str!("../../data/incidents.geojson")),
            (schema::PLACES, include_str!("../../data/places.geojson")),
            (schema::BORDERS, include_str!("../../data/border.geojson")),
        ];
        let (mut checked, mut refused, mut seen) = (0, 0, std::collections::BTreeSet::new());
        for (collection, text) in stored {
            let collection: Value = serde_json::from_str(collection).unwrap();
            let schema = collection.pointer("/properties/features/items").unwrap();
            let rules = Rules::deserialize(schema).unwrap();
            let full = jsonschema::validator_for(schema).unwrap();
            let document: Value = serde_json::from_str(text).unwrap();
            for (number, feature) in document["features"].as_array().unwrap().iter().enumerate() {
                assert_eq!(by_rules(&rules, feature), [""; 0]);
                let mut feature = feature.clone();
                if feature["geometry"]["coordinates"].as_array().is_some_and(|list| list.len() > 9) {
                    feature["geometry"]["coordinates"].as_array_mut().unwrap().truncate(9);
                }
                assert!(full.is_valid(&feature));
                let mut places = Vec::new();
                pointers(&feature, String::new(), &mut places);
                // Every member of some features, and a few of each.
                for pointer in places.iter().skip(number % 7).step_by(if number % 9 == 0 { 1 } else { 7 }) {
                    for changed in broken(&feature, pointer) {
                        let errors: Vec<ValidationError<'_>> = full.iter_errors(&changed).collect();
                        let expected = by_authority(errors.iter());
                        assert_eq!(by_rules(&rules, &changed), expected, "at {pointer}: {changed}");
                        checked += 1;
                        refused += usize::from(!expected.is_empty());
                        seen.extend(expected.iter().filter_map(|e| Some(e.split(' ').nth(1)?.to_owned())));
                    }
                }
            }
        }
        assert!(checked > 10_000 && refused > 5_000, "{checked} {refused}");
        let keywords = [
            "additionalProperties",
            "const",
            "enum",
            "maxItems",
            "maximum",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "pattern",
            "required",
            "type",
        ];
        assert_eq!(seen, keywords.map(str::to_owned).into());
    }

    #[test]
    fn a_keyword_that_is_not_checked_is_refused() {
        assert!(Rules::deserialize(json!({"type": "string", "maxLength": 3})).is_err());
        assert!(Rules::deserialize(json!({"pattern": "^a$"})).is_err());
    }

    /// The pattern of a date and the hand-written check of it, on texts of the characters that it knows.
    #[test]
    fn dates_have_the_form_of_their_pattern() {
        let full = jsonschema::validator_for(&json!({"pattern": Edtf::pattern()})).unwrap();
        let wholes = [
            "2025-08-24T23:30~/2026-01-18T00:00%",
            "-2010-05-24T23:30:15+05:00?/..",
            "Y-17000/../2004-XX-XX",
            "20XX%/201X/1985-04-XX",
            "../1985-04-12T10:00Z/2001-21",
        ];
        let mut matched = 0;
        for whole in wholes {
            for (from, to) in (0..whole.len()).flat_map(|from| (from..=whole.len()).map(move |to| (from, to))) {
                for with in
                    ["", "?", "/", "-", "1", "T", "+", "X", "XX", "Z", "..", "٢", "\n", "/2025", "?/2025-01~", "/.."]
                {
                    let text = format!("{}{with}", &whole[from..to]);
                    let is_match = full.is_valid(&json!(text));
                    assert_eq!(Edtf::has_form(&text), is_match, "{text:?}");
                    matched += usize::from(is_match);
                }
            }
        }
        assert!(matched > 50, "{matched}");
    }
}
