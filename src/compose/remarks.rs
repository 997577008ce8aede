//! Remarks on a figure, of as many words as one reads.

/// So many are named in a remark.
const NAMED: usize = 12;

/// That something has no room, named by what it is; `None` for none.
pub fn without_room<S: AsRef<str>>(what: &str, names: &[S]) -> Option<String> {
    let (named, rest) = names.split_at(names.len().min(NAMED));
    let named: Vec<&str> = named.iter().map(AsRef::as_ref).collect();
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    (!names.is_empty()).then(|| format!("no room for {what}{}{more}", named.join("; ")))
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
