//! Names that are to differ: of columns, of members of a record.

use std::collections::{BTreeMap, BTreeSet};

/// The names in their order, each that is taken already with a number behind it, from 2; `key` says what counts as the same name.
///
/// A name that is given keeps its place: no numbered one takes it.
///
/// ```
/// let names = ["killed", "killed", "killed_2"].map(str::to_owned);
/// let unique = marz::model::unique_names(&names, std::iter::empty(), str::to_owned);
/// assert_eq!(unique, ["killed", "killed_3", "killed_2"]);
/// ```
#[must_use]
pub fn unique_names<'t>(
    names: &[String],
    taken: impl Iterator<Item = &'t str>,
    key: impl Fn(&str) -> String,
) -> Vec<String> {
    let given: BTreeSet<String> = names.iter().map(|name| key(name)).collect();
    let mut taken: BTreeSet<String> = taken.map(&key).collect();
    // Where the numbers of a name go on, so that thousands of one name take no longer than thousands of others.
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let one = |name: &String| {
        if taken.insert(key(name)) {
            return name.clone();
        }
        let number = last.entry(key(name)).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{name}_{number}");
            if !given.contains(&key(&numbered)) && taken.insert(key(&numbered)) {
                return numbered;
            }
        }
    };
    names.iter().map(one).collect()
}
