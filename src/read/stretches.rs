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
                to.error(&[&path[..], &["status"]].concat(), "two stretches state the status of the same kilometres", |p| {
                    p.found(found()).expected("stretches that meet at most at their ends").hint("end one where the other begins")
                });
            }
            if earlier.accuracy_m.is_some() && stretch.accuracy_m.is_some() {
                to.warning(&[&path[..], &["accuracy_m"]].concat(), "two stretches give the accuracy of the same kilometres", |p| {
                    p.found(found()).expected("stretches that meet at most at their ends").hint("the first of them counts")
                });
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
