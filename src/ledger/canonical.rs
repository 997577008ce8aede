//! Canonical JSON (RFC 8785): one text for one value, so that a value has one hash; and where two values differ.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sha256;

/// A value as RFC 8785 (JSON Canonicalization Scheme) writes it: members by name, no space, numbers as ECMAScript prints them.
///
/// Numbers are IEEE 754 doubles: two texts that mean the same double are the same number.
///
/// # Errors
///
/// A number that JSON does not have; none that was read from JSON.
pub fn canonical(value: &Value) -> serde_json::Result<String> {
    serde_json_canonicalizer::to_string(value)
}

/// The SHA-256 of the canonical form.
///
/// # Errors
///
/// See [`canonical`].
pub fn value_sha256(value: &Value) -> serde_json::Result<String> {
    Ok(sha256(canonical(value)?.as_bytes()))
}

/// A member that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where, as a JSON pointer (RFC 6901).
    pub at: String,
    /// The old value; `None` if it did not exist.
    pub old: Option<Value>,
    /// The new value; `None` if it is gone.
    pub new: Option<Value>,
}

/// Where two values differ, as deep as they are alike.
#[must_use]
pub fn differences(old: &Value, new: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(String::new(), Some(old), Some(new), &mut found);
    found
}

fn compare(at: String, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Difference>) {
    match (old, new) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for name in names {
                let below = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                compare(below, a.get(name), b.get(name), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for i in 0..a.len().max(b.len()) {
                compare(format!("{at}/{i}"), a.get(i), b.get(i), found);
            }
        }
        (old, new) => {
            let text = |v: Option<&Value>| v.and_then(|v| canonical(v).ok());
            if text(old) != text(new) {
                found.push(Difference { at, old: old.cloned(), new: new.cloned() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The example of RFC 8785, section 3.2.2 and 3.2.3.
    #[test]
    fn the_canonical_form_is_that_of_the_standard() {
        let text = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(
            canonical(&value).unwrap(),
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
        );
        // Section 3.2.3: by UTF-16 code units.
        let value: Value = serde_json::from_str(
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#,
        )
        .unwrap();
        let text = canonical(&value).unwrap();
        let order = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"].map(|w| text.find(w).unwrap());
        assert!(order.is_sorted(), "{text}");
    }

    #[test]
    fn differences_have_their_pointers() {
        let old = json!({"a": 1, "b/c": {"d": [1, 2, {"e": null}]}, "same": 1.0});
        let new = json!({"b/c": {"d": [1, 3, {"e": ""}, 4]}, "x": true, "same": 1});
        let found: Vec<(String, Option<Value>, Option<Value>)> =
            differences(&old, &new).into_iter().map(|d| (d.at, d.old, d.new)).collect();
        assert_eq!(
            found,
            [
                ("/a".to_owned(), Some(json!(1)), None),
                ("/b~1c/d/1".to_owned(), Some(json!(2)), Some(json!(3))),
                ("/b~1c/d/2/e".to_owned(), Some(json!(null)), Some(json!(""))),
                ("/b~1c/d/3".to_owned(), None, Some(json!(4))),
                ("/x".to_owned(), None, Some(json!(true))),
            ]
        );
    }
}
