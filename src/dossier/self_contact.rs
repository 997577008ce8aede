//! A border's line that meets itself: said with the places, and known to have no sides there.

use crate::measure::{ContactKind, SelfContact, self_contacts};
use crate::model::Border;
use crate::read::Problem;

/// So many places are listed.
const LISTED: usize = 4;

/// The border with its knowledge of where it has no left and right, and a warning where it meets itself.
pub fn examined(border: Border, file: &str) -> (Border, Option<Problem>) {
    let found = self_contacts(&border);
    if found.places.is_empty() && found.is_whole {
        return (border, None);
    }
    let mut parts: Vec<String> = found.places.iter().take(LISTED).map(described).collect();
    match found.places.len() {
        _ if !found.is_whole => {}
        count if count > LISTED => parts.push(format!("and {} more", count - LISTED)),
        _ => {}
    }
    if !found.without_sides.is_empty() {
        let without: Vec<String> =
            found.without_sides.iter().take(LISTED).map(|(from, to)| format!("km {from:.1} to {to:.1}")).collect();
        parts.push(format!(
            "there is no left and right on {}, and the side of what is nearest to it is unknown",
            without.join(", ")
        ));
    }
    parts
        .push("mend the line in a GIS: take out what stands twice, or end the line where it touches itself".to_owned());
    let (message, count) = match found.is_whole {
        true => ("the line meets itself", format!("{} place(s)", found.places.len())),
        false => ("the line may meet itself in more places than can be looked at", "a tangle".to_owned()),
    };
    let problem = Problem::warning(file, message)
        .field("geometry")
        .found(count)
        .expected("a line that crosses and touches itself nowhere, and runs along itself nowhere")
        .hint(parts.join("; "));
    (border.without_sides_on(found.without_sides), Some(problem))
}

fn described(place: &SelfContact) -> String {
    let (at, (from, to)) = (format!("[{:.5}, {:.5}]", place.at.lon(), place.at.lat()), place.km);
    match place.kind {
        ContactKind::Crossing => format!("it crosses itself at {at}, at {}", kms(from, to)),
        ContactKind::Overlap => format!("it runs twice from {at} on, between {}", kms(from, to)),
        ContactKind::Reversal => format!("it runs back along itself from {at} on, between {}", kms(from, to)),
        ContactKind::Touch => format!("an end touches the line at {at}, at {}", kms(from, to)),
    }
}

/// Two kilometres with as many decimals as tell them apart, up to the metre.
fn kms(from: f64, to: f64) -> String {
    let digits = if to - from < 0.1 { 3 } else { 1 };
    format!("km {from:.digits$} and km {to:.digits$}")
}
