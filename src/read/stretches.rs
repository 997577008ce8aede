//! The stretches of a border, held against each other: order, overlap, and that each of them says something.
//!
//! Whether their kilometres lie on the line is found where its length is known.

use super::checker::Checker;
use crate::model::{LineStatus, Stretch};

/// Reports stretches that run backwards, say nothing, give a status without a reason, or contradict each other.
pub fn check(stretches: &[Stretch], to: &mut Checker<'_, '_>) {
    for (i, stretch) in stretches.iter().enumerate() {
        let number = i.to_string();
        let path = ["properties", "stretches", number.as_str()];
        if stretch.from_km >= stretch.to_km {
            to.error(&path, "the stretch ends before it begins", |p| {
                p.found(format!("{} to {}", stretch.from_km, stretch.to_km))
                    .expected("from_km below to_km, in kilometres from the start of the line")
                    .hint("if the line was turned around, take each kilometre from the length of the line")
            });
        }
        if stretch.status == LineStatus::NotStated && stretch.accuracy_m.is_none() {
            to.error(&path, "the stretch says nothing", |p| {
                p.found(kilometres(stretch)).expected("accuracy_m in metres, or a status").hint(statuses())
            });
        }
        if stretch.status != LineStatus::NotStated && stretch.reason.is_empty() {
            to.error(&[&path[..], &["reason"]].concat(), "a status without a reason", |p| {
                p.found("no words").expected("why the line is so, in a sentence, as text or by language")
            });
        }
        for earlier in stretches.iter().take(i) {
            if earlier.from_km >= stretch.to_km || stretch.from_km >= earlier.to_km {
                continue;
            }
            let found = || format!("{} and {}", kilometres(earlier), kilometres(stretch));
            let has_status = |s: &Stretch| s.status != LineStatus::NotStated;
            if has_status(earlier) && has_status(stretch) {
                to.error(
                    &[&path[..], &["status"]].concat(),
                    "two stretches state the status of the same kilometres",
                    |p| {
                        p.found(found())
                            .expected("stretches that meet at most at their ends")
                            .hint("end one where the other begins")
                    },
                );
            }
            if earlier.accuracy_m.is_some() && stretch.accuracy_m.is_some() {
                to.warning(
                    &[&path[..], &["accuracy_m"]].concat(),
                    "two stretches give the accuracy of the same kilometres",
                    |p| {
                        p.found(found())
                            .expected("stretches that meet at most at their ends")
                            .hint("the first of them counts")
                    },
                );
            }
        }
    }
}

fn kilometres(stretch: &Stretch) -> String {
    format!("km {} to {}", stretch.from_km, stretch.to_km)
}

fn statuses() -> String {
    let all: Vec<&str> = LineStatus::ALL.iter().skip(1).map(|s| s.as_str()).collect();
    format!("one of {}", all.join(", "))
}

#[cfg(test)]
mod tests {
    use crate::read::{Document, Problem, Severity, Strictness, border};

    fn problems(stretches: &str) -> Vec<Problem> {
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"b",
            "geometry":{{"type":"LineString","coordinates":[[0,0],[1,0]]}},
            "properties":{{"name":"B","sides":{{"left":{{"code":"AA"}},"right":{{"code":"BB"}}}},"published_lengths":[],"accuracy_m":200,
            "stretches":[{stretches}],"source":"s","licence":"l","attribution":"a","edition":"e"}}}}]}}"#
        );
        border(&Document::parse("b.geojson", text.as_bytes()).unwrap(), Strictness::Dossier).problems
    }

    #[test]
    fn a_status_alone_an_accuracy_alone_and_both_are_read() {
        let all = r#"{"from_km":1,"to_km":2,"accuracy_m":500,"reason":"r"},
            {"from_km":2,"to_km":5,"status":"disputed","reason":{"en":"Two maps.","ru":"Две карты."},"sources":[{"by":"UN","url":"https://example.org"}],"unverified":true},
            {"from_km":2,"to_km":9,"accuracy_m":900,"reason":"a river"}"#;
        assert_eq!(problems(all), Vec::new());
    }

    #[test]
    fn faults_name_field_found_and_expected() {
        for (stretches, field, found, severity) in [
            (r#"{"from_km":1,"to_km":2,"reason":"r"}"#, "stretches.0", "km 1 to 2", Severity::Error),
            (r#"{"from_km":2,"to_km":1,"status":"agreed","reason":"r"}"#, "stretches.0", "2 to 1", Severity::Error),
            (
                r#"{"from_km":1,"to_km":2,"status":"contested","reason":"r"}"#,
                "stretches.0.status",
                "contested",
                Severity::Error,
            ),
            (
                r#"{"from_km":1,"to_km":2,"status":"disputed","reason":" "}"#,
                "stretches.0.reason",
                "no words",
                Severity::Error,
            ),
            (r#"{"from_km":1,"to_km":2,"status":"disputed","reason":7}"#, "stretches.0.reason", "7", Severity::Error),
            (r#"{"from_km":1,"to_km":2,"status":"disputed"}"#, "stretches.0.reason", "", Severity::Error),
            (
                r#"{"from_km":1,"to_km":2,"status":"disputed","reason":"r","sources":[{"title":"t"}]}"#,
                "stretches.0.sources.0.by",
                "",
                Severity::Error,
            ),
            (
                r#"{"from_km":1,"to_km":5,"status":"disputed","reason":"r"},{"from_km":4,"to_km":6,"status":"agreed","reason":"r"}"#,
                "stretches.1.status",
                "km 1 to 5 and km 4 to 6",
                Severity::Error,
            ),
            (
                r#"{"from_km":1,"to_km":5,"accuracy_m":1,"reason":"r"},{"from_km":4,"to_km":6,"accuracy_m":2,"reason":"r"}"#,
                "stretches.1.accuracy_m",
                "km 1 to 5 and km 4 to 6",
                Severity::Warning,
            ),
        ] {
            let found_problems = problems(stretches);
            let problem = found_problems.iter().find(|p| p.field.as_deref() == Some(field));
            let problem = problem.unwrap_or_else(|| panic!("{field}: {found_problems:?}"));
            assert_eq!(problem.severity, severity, "{problem:?}");
            assert!(
                problem.found.as_deref().unwrap_or_default().contains(found) && problem.expected.is_some(),
                "{problem:?}"
            );
        }
    }
}
