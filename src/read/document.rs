use std::collections::BTreeSet;
use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

use super::Problem;
use super::compact::Compact;

/// The text of one JSON file, its values, and where in the text each of them stands.
#[derive(Debug, Clone)]
pub struct Document {
    /// The name of the file, for messages.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: String,
    /// The values.
    pub value: Value,
    line_starts: Vec<usize>,
}

/// How deep arrays and objects may be nested; the parser of the values refuses more.
pub const MAX_NESTING: usize = 128;

/// A file of more bytes is not read whole: 1 GiB, some hundred thousand incidents with all their fields, or twenty
/// million vertices of a border. What streams (`measure`, `export`, `import`) has no such limit.
pub const MOST_BYTES: usize = 1 << 30;

impl Document {
    /// Parses the bytes of a JSON file (RFC 8259, UTF-8; a byte order mark is accepted).
    ///
    /// # Errors
    ///
    /// A [`Problem`] with line and column where the bytes are empty, not UTF-8, not JSON, cut short, or nested deeper
    /// than 128 levels.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, Box<Problem>> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.len() > MOST_BYTES {
            return Err(Box::new(
                Problem::error(name, "the file is too large to be read whole").expected("at most 1 GiB"),
            ));
        }
        let text = std::str::from_utf8(bytes).map_err(|e| {
            let before = &bytes[..e.valid_up_to()];
            let line = before.iter().filter(|b| **b == b'\n').count() + 1;
            let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
            let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
            Problem::error(name, "the file is not UTF-8 text")
                .at(line, column)
                .expected("UTF-8")
                .hint("save it again with the encoding UTF-8")
        })?;
        if text.trim().is_empty() {
            let problem = Problem::error(name, "the file is empty").expected("a GeoJSON object");
            return Err(Box::new(problem.at(1, 1)));
        }
        let Compact(value) = serde_json::from_str(text).map_err(|e| syntax_problem(name, text, &e))?;
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Ok(Self { name: name.to_owned(), text: text.to_owned(), value, line_starts })
    }

    /// The text alone, for showing problems: the values of a long line take ten times its memory.
    #[must_use]
    pub fn without_values(self) -> Self {
        Self { value: Value::Null, ..self }
    }

    /// Line and column, both from 1, of a byte of the text.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= byte);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        (line, self.text.get(start..byte).map_or(1, |t| t.chars().count() + 1))
    }

    /// Whether a key stands twice in one object: the text has more keys than the values have members.
    #[must_use]
    pub fn has_repeated_keys(&self) -> bool {
        keys(self.text.as_bytes()) != members(&self.value)
    }

    /// The spans of the values in the text. Costs a second parse: made only where there is something to report.
    #[must_use]
    pub fn spans(&self) -> Spans<'_> {
        let tree = parse_to_ast(&self.text, &CollectOptions::default(), &ParseOptions::default());
        Spans { document: self, tree: tree.ok().and_then(|t| t.value) }
    }
}

fn syntax_problem(name: &str, text: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let problem = if message.contains("recursion") {
        Problem::error(name, "arrays or objects are nested too deep")
            .expected(format!("at most {MAX_NESTING} levels"))
            .hint("GeoJSON needs fewer than ten; is this really GeoJSON?")
    } else if error.is_eof() {
        Problem::error(name, "the file ends in the middle")
            .expected("closing brackets")
            .hint("the file was cut short; copy or download it again")
    } else {
        Problem::error(name, format!("this is not JSON: {message}"))
    };
    // Columns of the parser count bytes; ours count characters.
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or("");
    let before = line.as_bytes().get(..error.column().saturating_sub(1)).unwrap_or(line.as_bytes());
    problem.at(error.line().max(1), String::from_utf8_lossy(before).chars().count() + 1)
}

/// The keys in a JSON text: strings with a colon behind them.
fn keys(text: &[u8]) -> usize {
    let (mut count, mut rest) = (0, text);
    while let Some(start) = memchr::memchr(b'"', rest) {
        rest = rest.get(start + 1..).unwrap_or_default();
        // The end of the string, behind escaped signs.
        while let Some(at) = memchr::memchr2(b'"', b'\\', rest) {
            let is_end = rest.get(at) == Some(&b'"');
            rest = rest.get(at + if is_end { 1 } else { 2 }..).unwrap_or_default();
            if is_end {
                break;
            }
        }
        count += usize::from(rest.trim_ascii_start().first() == Some(&b':'));
    }
    count
}

/// The members of all objects in a value.
fn members(value: &Value) -> usize {
    match value {
        Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        Value::Array(list) => list.iter().filter(|v| v.is_array() || v.is_object()).map(members).sum(),
        _ => 0,
    }
}

/// Where in the text each value of a [`Document`] stands.
pub struct Spans<'a> {
    document: &'a Document,
    tree: Option<ast::Value<'a>>,
}

impl Spans<'_> {
    /// Puts into a problem where the value at a path stands, or else the nearest value around it.
    ///
    /// # Arguments
    ///
    /// `path` is a JSON pointer (RFC 6901) as a list of its steps.
    #[must_use]
    pub fn locate(&self, problem: Problem, path: &[String]) -> Problem {
        let Some(span) = self.tree.as_ref().map(|tree| span_of(tree, path)) else { return problem };
        let (line, column) = self.document.line_column(span.start);
        let mut problem = problem.at(line, column);
        problem.span = Some(span);
        problem
    }

    /// Keys that stand twice in one object: the path of the object and the key.
    #[must_use]
    pub fn repeated_keys(&self) -> Vec<(Vec<String>, String)> {
        let mut found = Vec::new();
        if let Some(tree) = &self.tree {
            collect_repeated(tree, &mut Vec::new(), &mut found);
        }
        found
    }
}

fn span_of(tree: &ast::Value<'_>, path: &[String]) -> Range<usize> {
    let mut at = tree;
    let mut span = None;
    for step in path {
        let next = match at {
            ast::Value::Object(object) => {
                // The last of several equal keys is the one that counts.
                let prop = object.properties.iter().rev().find(|p| p.name.as_str() == step);
                span = prop.map(|p| p.range.start..p.range.end);
                prop.map(|p| &p.value)
            }
            ast::Value::Array(array) => step.parse::<usize>().ok().and_then(|i| array.elements.get(i)),
            _ => None,
        };
        match next {
            Some(value) => at = value,
            None => break,
        }
    }
    let range = at.range();
    let whole = range.start..range.end;
    match (at, span) {
        // An object or array is shown by where it begins, not by all of its lines.
        (ast::Value::Object(_) | ast::Value::Array(_), _) if whole.len() > 120 => whole.start..whole.start + 1,
        _ => whole,
    }
}

fn collect_repeated(value: &ast::Value<'_>, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    match value {
        ast::Value::Object(object) => {
            let mut seen = BTreeSet::new();
            for prop in &object.properties {
                let key = prop.name.as_str();
                if !seen.insert(key) {
                    found.push((path.clone(), key.to_owned()));
                }
                path.push(key.to_owned());
                collect_repeated(&prop.value, path, found);
                path.pop();
            }
        }
        ast::Value::Array(array) => {
            for (i, element) in array.elements.iter().enumerate() {
                if matches!(element, ast::Value::Object(_) | ast::Value::Array(_)) {
                    path.push(i.to_string());
                    collect_repeated(element, path, found);
                    path.pop();
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> Problem {
        *Document::parse("x.geojson", bytes).unwrap_err()
    }

    #[test]
    fn broken_files_are_distinguished() {
        assert_eq!(refusal(b"").message, "the file is empty");
        assert_eq!(refusal(b"\xEF\xBB\xBF \n").message, "the file is empty");
        let cut = refusal(b"{\n \"type\": [1,");
        assert_eq!((cut.message.as_str(), cut.line), ("the file ends in the middle", Some(2)));
        let deep = refusal("[".repeat(100_000).as_bytes());
        assert_eq!(deep.message, "arrays or objects are nested too deep");
        let latin1 = refusal(b"{\"a\":\n\"caf\xE9\"}");
        assert_eq!(
            (latin1.message.as_str(), latin1.line, latin1.column),
            ("the file is not UTF-8 text", Some(2), Some(5))
        );
        assert!(refusal(b"{'a': 1}").message.starts_with("this is not JSON"));
    }

    #[test]
    fn values_are_found_in_the_text() {
        let text = "\u{feff}{\"a\": 1,\n \"ё\": {\"b\": [10, 20]}}";
        let document = Document::parse("x", text.as_bytes()).unwrap();
        let path: Vec<String> = ["ё", "b", "1"].map(str::to_owned).to_vec();
        let problem = document.spans().locate(Problem::error("x", ""), &path);
        assert_eq!((problem.line, problem.column), (Some(2), Some(18)));
        assert_eq!(&document.text[problem.span.unwrap()], "20");
    }

    #[test]
    fn repeated_keys_are_seen() {
        let document = Document::parse("x", br#"{"a": [{"b": 1, "b": 2}]}"#).unwrap();
        assert_eq!(document.spans().repeated_keys(), [(vec!["a".to_owned(), "0".to_owned()], "b".to_owned())]);
        for (text, has) in [
            (r#"{"a": [{"b": 1, "b": 2}]}"#, true),
            (r#"{"a": [{"b": 1}, {"b": 2}], "c\"": "d: \\", "e" : {}}"#, false),
            (r#"{"a":"x","a":"\":"}"#, true),
            (r#"["a", "b:", "\\", {"c":[[1,2],[3]]}]"#, false),
        ] {
            assert_eq!(Document::parse("x", text.as_bytes()).unwrap().has_repeated_keys(), has, "{text}");
        }
    }
}
