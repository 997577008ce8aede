//! Edits of a collection's text that leave everything else as it stands.
//!
//! They live with the reader because only the [`Document`] knows where in the text a value stands. Each is a function from the text to a
//! new text; writing it whole is the business of [`crate::ledger`]'s callers.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;
use thiserror::Error;

use super::Document;

/// Why a text could not be edited.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EditError {
    /// The document is no collection with a list of features.
    #[error("{0} is no FeatureCollection with a list of features")]
    NoCollection(String),
    /// No feature has the id.
    #[error("{file} has no feature with the id '{id}'")]
    NoFeature {
        /// The name of the file.
        file: String,
        /// The id that was asked for.
        id: String,
    },
    /// A feature has no `properties` to edit.
    #[error("the feature '{0}' has no properties")]
    NoProperties(String),
}

/// Whether a stored id, a text or a number, is the one that was asked for.
#[must_use]
pub fn is_id(stored: &Value, asked: &str) -> bool {
    match stored {
        Value::String(id) => id == asked,
        Value::Number(id) => id.to_string().as_str() == asked,
        _ => false,
    }
}

impl Document {
    /// The text with one more feature after the last: the difference is that feature, and a comma after the one before.
    ///
    /// The new feature is laid out as the others are: by the indentation and line ends of the text, on one line where the first
    /// feature is, short values on one line elsewhere.
    ///
    /// # Errors
    ///
    /// [`EditError::NoCollection`].
    pub fn with_feature(&self, feature: &Value) -> Result<String, EditError> {
        let tree = self.tree()?;
        let list = self.list(&tree)?;
        let layout = Layout::of(&self.text, list);
        let put = layout.feature(feature);
        let comma_and_indent = format!(",{}", layout.before_feature());
        Ok(match list.elements.last() {
            Some(last) => self.spliced(last.range().end..last.range().end, &format!("{comma_and_indent}{put}")),
            None => {
                let closing = layout.line_end.to_owned() + &layout.indent;
                let range = list.range.start..list.range.end;
                self.spliced(range, &format!("[{}{put}{closing}]", layout.before_feature()))
            }
        })
    }

    /// The text with one feature, found by its id, replaced by another; the rest is as it was.
    ///
    /// # Errors
    ///
    /// [`EditError::NoCollection`] and [`EditError::NoFeature`].
    pub fn with_feature_replaced(&self, id: &str, feature: &Value) -> Result<String, EditError> {
        let tree = self.tree()?;
        let list = self.list(&tree)?;
        let layout = Layout::of(&self.text, list);
        let old = self.feature(list, id)?;
        Ok(self.spliced(old.range.start..old.range.end, &layout.feature(feature)))
    }

    /// The text with features, found by their ids, replaced by others and more features after the last; the rest is as it was.
    ///
    /// # Errors
    ///
    /// [`EditError::NoCollection`]. An id that no feature has is left alone.
    pub fn with_features(&self, replaced: &BTreeMap<&str, Value>, added: &[Value]) -> Result<String, EditError> {
        self.with_features_changed(replaced, &BTreeSet::new(), added)
    }

    /// The text with features, found by their ids, replaced by others, others removed, and more features after the last; the rest is as it
    /// was.
    ///
    /// # Errors
    ///
    /// [`EditError::NoCollection`]. An id that no feature has is left alone.
    pub fn with_features_changed(
        &self,
        replaced: &BTreeMap<&str, Value>,
        removed: &BTreeSet<&str>,
        added: &[Value],
    ) -> Result<String, EditError> {
        let tree = self.tree()?;
        let list = self.list(&tree)?;
        let layout = Layout::of(&self.text, list);
        let between = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        let id = |element: &ast::Value<'_>| match element {
            ast::Value::Object(object) => id_of(object).map(Cow::into_owned),
            _ => None,
        };
        let put: Vec<String> =
            added.iter().map(|f| format!("{}{}", layout.before_feature(), layout.feature(f))).collect();
        let is_kept = |element: &ast::Value<'_>| id(element).is_none_or(|id| !removed.contains(id.as_str()));
        let (Some(first), Some(last), true) =
            (list.elements.first(), list.elements.last(), list.elements.iter().any(is_kept))
        else {
            if put.is_empty() && list.elements.is_empty() {
                return Ok(self.text.clone());
            }
            let closing = if put.is_empty() { String::new() } else { format!("{}{}", layout.line_end, layout.indent) };
            return Ok(self.spliced(list.range.start..list.range.end, &format!("[{}{closing}]", put.join(","))));
        };
        let mut out = String::with_capacity(self.text.len());
        out.push_str(between(0, first.range().start));
        // The end of the feature before, and so where the comma and the space before this one begin; none before the first that is kept.
        let mut before = first.range().end;
        let mut is_first = true;
        for element in &list.elements {
            let range = element.range();
            if is_kept(element) {
                out.push_str(if is_first { "" } else { between(before, range.start) });
                match id(element).as_deref().and_then(|id| replaced.get(id)) {
                    Some(feature) => out.push_str(&layout.feature(feature)),
                    None => out.push_str(between(range.start, range.end)),
                }
                is_first = false;
            }
            before = range.end;
        }
        if !put.is_empty() {
            out.push(',');
            out.push_str(&put.join(","));
        }
        out.push_str(between(last.range().end, self.text.len()));
        Ok(out)
    }

    /// The text with records as they are to be. Of a record of which only properties change, those alone are laid out anew.
    ///
    /// # Errors
    ///
    /// As [`Document::with_feature_replaced`] and [`Document::with_property`].
    pub fn with_records(&self, records: &BTreeMap<&str, Value>) -> Result<String, EditError> {
        let members = |record: &Value| record.get("properties").and_then(Value::as_object).cloned();
        let mut now = self.clone();
        for (id, record) in records {
            let mut features = self.value.get("features").and_then(Value::as_array).into_iter().flatten();
            let old = features.find(|f| f.get("id").is_some_and(|v| is_id(v, id)));
            let pair = old.and_then(|old| Some((members(old)?, members(record)?)));
            let is_same = |key: &str| old.and_then(|old| old.get(key)) == record.get(key);
            match pair {
                Some((before, after)) if is_same("geometry") && before.keys().all(|key| after.contains_key(key)) => {
                    for (key, value) in after.iter().filter(|(key, value)| before.get(*key) != Some(value)) {
                        now.text = now.with_property(id, key, value)?;
                    }
                }
                _ => now.text = now.with_feature_replaced(id, record)?,
            }
        }
        Ok(now.text)
    }

    /// The text with one member of a feature's `properties` set: its value replaced, or the member put after the last.
    ///
    /// # Errors
    ///
    /// [`EditError::NoCollection`], [`EditError::NoFeature`] and [`EditError::NoProperties`].
    pub fn with_property(&self, id: &str, key: &str, value: &Value) -> Result<String, EditError> {
        let tree = self.tree()?;
        let list = self.list(&tree)?;
        let layout = Layout::of(&self.text, list);
        let feature = self.feature(list, id)?;
        let Some(ast::Value::Object(properties)) =
            feature.properties.iter().rev().find(|p| p.name.as_str() == "properties").map(|p| &p.value)
        else {
            return Err(EditError::NoProperties(id.to_owned()));
        };
        let depth = layout.indent.len() / layout.step.len().max(1) + 3;
        let text = |used: usize| {
            let mut out = String::new();
            layout.value(value, depth, used, &mut out);
            out
        };
        let name = Value::from(key).to_string();
        if let Some(there) = properties.properties.iter().rev().find(|p| p.name.as_str() == key) {
            let range = there.value.range();
            return Ok(self.spliced(range.start..range.end, &text(name.len() + 2)));
        }
        let member =
            format!("{name}:{}{}", if layout.one_line && !layout.spaced { "" } else { " " }, text(name.len() + 2));
        Ok(match properties.properties.last() {
            Some(last) => {
                let before = if layout.one_line {
                    (if layout.spaced { " " } else { "" }).to_owned()
                } else {
                    layout.new_line(depth)
                };
                self.spliced(last.range.end..last.range.end, &format!(",{before}{member}"))
            }
            None => self.spliced(properties.range.start..properties.range.end, &format!("{{{member}}}")),
        })
    }

    fn tree(&self) -> Result<ast::Value<'_>, EditError> {
        let tree = parse_to_ast(&self.text, &CollectOptions::default(), &ParseOptions::default());
        tree.ok().and_then(|t| t.value).ok_or_else(|| EditError::NoCollection(self.name.clone()))
    }

    fn list<'t, 'a>(&self, tree: &'t ast::Value<'a>) -> Result<&'t ast::Array<'a>, EditError> {
        let none = || EditError::NoCollection(self.name.clone());
        let ast::Value::Object(root) = tree else { return Err(none()) };
        match root.properties.iter().rev().find(|p| p.name.as_str() == "features").map(|p| &p.value) {
            Some(ast::Value::Array(list)) => Ok(list),
            _ => Err(none()),
        }
    }

    fn feature<'t, 'a>(&self, list: &'t ast::Array<'a>, id: &str) -> Result<&'t ast::Object<'a>, EditError> {
        let has_id = |object: &&ast::Object<'_>| id_of(object).is_some_and(|found| found == id);
        let objects = list.elements.iter().filter_map(|e| match e {
            ast::Value::Object(object) => Some(object),
            _ => None,
        });
        let none = || EditError::NoFeature { file: self.name.clone(), id: id.to_owned() };
        objects.into_iter().find(has_id).ok_or_else(none)
    }

    fn spliced(&self, range: Range<usize>, put: &str) -> String {
        let (before, after) = (self.text.get(..range.start).unwrap_or(""), self.text.get(range.end..).unwrap_or(""));
        [before, put, after].concat()
    }
}

/// The id of a feature, as text.
fn id_of<'t>(object: &'t ast::Object<'_>) -> Option<Cow<'t, str>> {
    match &object.properties.iter().rev().find(|p| p.name.as_str() == "id")?.value {
        ast::Value::StringLit(text) => Some(Cow::Borrowed(text.value.as_ref())),
        ast::Value::NumberLit(number) => Some(Cow::Borrowed(number.value)),
        _ => None,
    }
}

/// Lines are at most this long where a value may stand on one.
const WIDTH: usize = 100;

/// The layout of a collection, inferred from its text: indentation, line ends, one line or several for each feature.
struct Layout {
    line_end: &'static str,
    /// What stands before the member `features`, and so before the bracket that closes the list.
    indent: String,
    /// The indentation of one level.
    step: String,
    /// Whether every feature stands on one line, and whether such a line has spaces.
    one_line: bool,
    spaced: bool,
}

impl Layout {
    fn of(text: &str, list: &ast::Array<'_>) -> Self {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let blank_before = |at: usize| -> String {
            let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
            text[start..at].chars().take_while(|c| *c == ' ' || *c == '\t').collect()
        };
        let indent = blank_before(list.range.start);
        let first = list.elements.first().map(Ranged::range);
        let feature_text = first.and_then(|r| text.get(r.start..r.end)).unwrap_or("\n");
        let own_line = first.is_none_or(|r| text[..r.start].trim_end_matches([' ', '\t']).ends_with('\n'));
        let one_line = !feature_text.contains('\n');
        let feature_indent = first.filter(|_| own_line).map(|r| blank_before(r.start));
        let step = match feature_indent.as_deref().and_then(|f| f.strip_prefix(indent.as_str())) {
            Some(step) if !step.is_empty() || one_line => step.to_owned(),
            _ if indent.is_empty() => "  ".to_owned(),
            _ => indent.clone(),
        };
        Self { line_end, indent, step, one_line, spaced: !one_line || feature_text.contains(": ") }
    }

    fn new_line(&self, depth: usize) -> String {
        format!("{}{}", self.line_end, self.step.repeat(depth))
    }

    fn before_feature(&self) -> String {
        format!("{}{}{}", self.line_end, self.indent, self.step)
    }

    fn feature(&self, feature: &Value) -> String {
        if self.one_line {
            return self.flat(feature);
        }
        let mut out = String::new();
        let depth = self.indent.len() / self.step.len().max(1) + 1;
        self.open(feature, depth, &mut out, true);
        out
    }

    /// An object or list over several lines; the members of a feature that are objects are opened as well.
    fn open(&self, value: &Value, depth: usize, out: &mut String, feature: bool) {
        let inner = self.new_line(depth + 1);
        let mut first = true;
        let mut begin = |out: &mut String| {
            out.push_str(if first { "" } else { "," });
            out.push_str(&inner);
            first = false;
        };
        match value {
            Value::Object(members) => {
                out.push('{');
                for (i, (key, value)) in members.iter().enumerate() {
                    begin(out);
                    let comma = usize::from(i + 1 < members.len());
                    let name = Value::from(key.as_str()).to_string();
                    out.push_str(&name);
                    out.push_str(": ");
                    match value {
                        Value::Object(_) if feature => self.open(value, depth + 1, out, false),
                        _ => self.value(value, depth + 1, name.chars().count() + 2 + comma, out),
                    }
                }
                out.push_str(&self.new_line(depth));
                out.push('}');
            }
            Value::Array(list) => {
                out.push('[');
                for (i, value) in list.iter().enumerate() {
                    begin(out);
                    self.value(value, depth + 1, usize::from(i + 1 < list.len()), out);
                }
                out.push_str(&self.new_line(depth));
                out.push(']');
            }
            other => out.push_str(&other.to_string()),
        }
    }

    /// A value on one line where it fits after `used` letters, a comma behind it among them; a list of objects never does.
    fn value(&self, value: &Value, depth: usize, used: usize, out: &mut String) {
        let flat = self.flat(value);
        let is_empty =
            value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty);
        let holds_objects = value.as_array().is_some_and(|a| a.iter().any(Value::is_object));
        let fits = self.step.chars().count() * depth + used + flat.chars().count() <= WIDTH;
        let may_open = value.is_array() || value.is_object();
        if self.one_line || is_empty || !may_open || (fits && !holds_objects) {
            out.push_str(&flat);
        } else {
            self.open(value, depth, out, false);
        }
    }

    /// A value on one line.
    fn flat(&self, value: &Value) -> String {
        let (comma, colon) = if self.spaced { (", ", ": ") } else { (",", ":") };
        match value {
            Value::Object(members) => {
                let member = |(key, value): (&String, &Value)| {
                    format!("{}{colon}{}", Value::from(key.as_str()), self.flat(value))
                };
                format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(comma))
            }
            Value::Array(list) => format!("[{}]", list.iter().map(|v| self.flat(v)).collect::<Vec<_>>().join(comma)),
            other => other.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document(text: &str) -> Document {
        Document::parse("x.geojson", text.as_bytes()).unwrap()
    }

    fn stored() -> Document {
        Document::parse("data/incidents.geojson", &std::fs::read("data/incidents.geojson").unwrap()).unwrap()
    }

    /// Every stored feature, laid out anew, gives the same text: what is added looks like what is there.
    #[test]
    fn features_are_laid_out_as_the_stored_ones() {
        let document = stored();
        for feature in document.value["features"].as_array().unwrap() {
            let id = feature["id"].as_str().unwrap();
            let text = document.with_feature_replaced(id, feature).unwrap();
            for (n, (a, b)) in text.lines().zip(document.text.lines()).enumerate() {
                assert_eq!(a, b, "{id}, line {}", n + 1);
            }
            assert!(text == document.text, "{id}");
        }
    }

    #[test]
    fn a_removed_feature_takes_its_comma_with_it() {
        let text = "{\"features\": [\n  {\"id\": \"a\"},\n  {\"id\": \"b\"},\n  {\"id\": \"c\"}\n]}\n";
        let without = |ids: &[&str], added: &[Value]| {
            let removed: BTreeSet<&str> = ids.iter().copied().collect();
            document(text).with_features_changed(&BTreeMap::new(), &removed, added).unwrap()
        };
        assert_eq!(without(&[], &[]), text);
        for (ids, left) in [
            (&["a"][..], "[\n  {\"id\": \"b\"},\n  {\"id\": \"c\"}\n]"),
            (&["b"], "[\n  {\"id\": \"a\"},\n  {\"id\": \"c\"}\n]"),
            (&["c"], "[\n  {\"id\": \"a\"},\n  {\"id\": \"b\"}\n]"),
            (&["a", "b"], "[\n  {\"id\": \"c\"}\n]"),
            (&["a", "c"], "[\n  {\"id\": \"b\"}\n]"),
            (&["a", "b", "c"], "[]"),
        ] {
            assert_eq!(without(ids, &[]), format!("{{\"features\": {left}}}\n"), "{ids:?}");
        }
        let new = [json!({"id": "d"})];
        assert_eq!(without(&["a", "b", "c"], &new), "{\"features\": [\n  {\"id\": \"d\"}\n]}\n");
        assert_eq!(without(&["c", "a"], &new), "{\"features\": [\n  {\"id\": \"b\"},\n  {\"id\": \"d\"}\n]}\n");
    }

    #[test]
    fn a_feature_more_is_one_feature_and_a_comma() {
        let document = stored();
        let mut feature = document.value["features"][0].clone();
        feature["id"] = json!("new");
        let text = document.with_feature(&feature).unwrap();
        let cut = document.text.trim_end().strip_suffix("]\n}").unwrap().trim_end().len();
        assert!(text.starts_with(&document.text[..cut]) && text[cut..].starts_with(",\n    {\n"));
        assert!(text.ends_with(&document.text[cut..]));
        let mut expected = document.value.clone();
        expected["features"].as_array_mut().unwrap().push(feature);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    }

    #[test]
    fn other_layouts_are_kept() {
        let feature = json!({"type": "Feature", "id": "b", "geometry": null, "properties": {"a": [1, 2], "c": {}}});
        for (text, expected) in [
            (
                "{\"type\":\"FeatureCollection\",\"features\":[\n{\"id\":\"a\"}\n]}\n",
                "{\"type\":\"FeatureCollection\",\"features\":[\n{\"id\":\"a\"},\n{\"type\":\"Feature\",\"id\":\"b\",\"geometry\":null,\"properties\":{\"a\":[1,2],\"c\":{}}}\n]}\n",
            ),
            (
                "{\r\n\t\"features\": [\r\n\t\t{\r\n\t\t\t\"id\": \"a\"\r\n\t\t}\r\n\t]\r\n}",
                "{\r\n\t\"features\": [\r\n\t\t{\r\n\t\t\t\"id\": \"a\"\r\n\t\t},\r\n\t\t{\r\n\t\t\t\"type\": \"Feature\",\r\n\t\t\t\"id\": \"b\",\r\n\t\t\t\"geometry\": null,\r\n\t\t\t\"properties\": {\r\n\t\t\t\t\"a\": [1, 2],\r\n\t\t\t\t\"c\": {}\r\n\t\t\t}\r\n\t\t}\r\n\t]\r\n}",
            ),
            (
                "{\n  \"type\": \"FeatureCollection\",\n  \"features\": []\n}\n",
                "{\n  \"type\": \"FeatureCollection\",\n  \"features\": [\n    {\n      \"type\": \"Feature\",\n      \"id\": \"b\",\n      \"geometry\": null,\n      \"properties\": {\n        \"a\": [1, 2],\n        \"c\": {}\n      }\n    }\n  ]\n}\n",
            ),
        ] {
            assert_eq!(document(text).with_feature(&feature).unwrap(), expected);
        }
    }

    #[test]
    fn a_member_is_set_and_nothing_else() {
        let text = "{\n  \"features\": [\n    {\n      \"id\": \"a\",\n      \"properties\": {\n        \"t\": 1\n      }\n    }\n  ]\n}\n";
        let once = document(text).with_property("a", "same", &json!(["b"])).unwrap();
        assert_eq!(once, text.replace("\"t\": 1\n", "\"t\": 1,\n        \"same\": [\"b\"]\n"));
        let twice = document(&once).with_property("a", "same", &json!(["b", "c"])).unwrap();
        assert_eq!(twice, once.replace("[\"b\"]", "[\"b\", \"c\"]"));
        let flat = "{\"features\":[\n{\"id\":\"a\",\"properties\":{\"t\":1}}]}";
        assert_eq!(
            document(flat).with_property("a", "same", &json!(["b"])).unwrap(),
            "{\"features\":[\n{\"id\":\"a\",\"properties\":{\"t\":1,\"same\":[\"b\"]}}]}"
        );
        let empty = "{\"features\":[{\"id\":7,\"properties\":{}}]}";
        assert_eq!(
            document(empty).with_property("7", "x", &json!(null)).unwrap(),
            "{\"features\":[{\"id\":7,\"properties\":{\"x\":null}}]}"
        );
    }

    #[test]
    fn what_cannot_be_edited_is_said() {
        let none = |text: &str| document(text).with_feature(&json!({})).unwrap_err().to_string();
        assert_eq!(none("[]"), "x.geojson is no FeatureCollection with a list of features");
        assert_eq!(none("{\"features\": {}}"), "x.geojson is no FeatureCollection with a list of features");
        let one = document("{\"features\": [{\"id\": \"a\"}]}");
        let missing = one.with_feature_replaced("b", &json!({})).unwrap_err().to_string();
        assert_eq!(missing, "x.geojson has no feature with the id 'b'");
        assert_eq!(
            one.with_property("a", "k", &json!(1)).unwrap_err().to_string(),
            "the feature 'a' has no properties"
        );
    }
}
