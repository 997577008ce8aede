//! Remarks on a figure, short enough to be read.

use crate::terminal::some_of;

/// How a map shows more ground.
pub const WIDER: &str = "widen the extent (extent.include, extent.bbox)";

/// Says that these have no room, with the first of them by name; `None` if there are none.
pub fn without_room<S: AsRef<str>>(what: &str, names: &[S]) -> Option<String> {
    (!names.is_empty()).then(|| format!("no room for {what}{}", some_of(names, "; ")))
}

/// Says that so many incidents are counted together; `None` for none.
pub fn drawn_as_counts(count: usize) -> Option<String> {
    (count > 0).then(|| format!("{count} incidents have no room for symbols of their own and are drawn as counts"))
}

/// Says that these lie across the border from where they belong wherever there is room; `None` if there are none.
pub fn not_on_their_side(ids: &[&str]) -> Option<String> {
    let few = some_of(ids, ", ");
    (!ids.is_empty()).then(|| format!("no room on the side of the border where they belong: {few}"))
}

/// Says that these location radii are not drawn, as no part of their rings lies on the map; `None` for none.
pub fn radii_beyond(ids: &[&str]) -> Option<String> {
    let few = some_of(ids, "; ");
    (!ids.is_empty()).then(|| format!("location radii larger than the map, which are not drawn: {few}; {WIDER}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_names_some_and_counts_the_rest() {
        assert_eq!(without_room::<&str>("the labels ", &[]), None);
        assert_eq!(without_room("the labels ", &["Panj", "Kulob"]).unwrap(), "no room for the labels Panj; Kulob");
        let many: Vec<String> = (0..20_000).map(|i| i.to_string()).collect();
        assert!(without_room("", &many).unwrap().ends_with("; 11 and 19988 more"));
    }
}
