//! The members of a file of points beside the columns of what is measured: no two of one name.

use std::collections::BTreeSet;

use super::columns::Columns;

/// The names that a layer has for its own: of its key, its geometry and its bounds.
const OF_LAYERS: [&str; 5] = ["fid", "ogc_fid", "geom", "geometry", "bbox"];

/// Members in a layer, where names that differ in capitals alone are one: their names there, and those that are others than in the file,
/// each with the new one.
#[must_use]
pub fn in_layer(columns: &Columns, members: Vec<String>) -> (Vec<String>, Vec<(String, String)>) {
    let mut taken: BTreeSet<String> = columns.names().chain(OF_LAYERS).map(str::to_lowercase).collect();
    let mut renamed = Vec::new();
    let given: BTreeSet<String> = members.iter().map(|name| name.to_lowercase()).collect();
    let names = members.into_iter().map(|name| {
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        let mut number = 2;
        let free = loop {
            let free = format!("{name}_{number}");
            if !given.contains(&free.to_lowercase()) && taken.insert(free.to_lowercase()) {
                break free;
            }
            number += 1;
        };
        renamed.push((name, free.clone()));
        free
    });
    (names.collect(), renamed)
}

/// The members whose place a measured column of the same name takes, but for an id and a table's position, which are those that were read.
#[must_use]
pub fn replaced<'m>(columns: &Columns, members: impl Iterator<Item = &'m String>, is_table: bool) -> Vec<&'m str> {
    let measured: BTreeSet<&str> = columns.names().collect();
    let is_read = |name: &str| name == "id" || (is_table && ["lon", "lat"].contains(&name));
    let mut seen = BTreeSet::new();
    members.map(String::as_str).filter(|n| measured.contains(n) && !is_read(n) && seen.insert(*n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_layer_differ_in_more_than_capitals() {
        let columns = Columns::new(&[], &[], "e");
        let members = ["name", "Name", "fid", "fid_2", "Side", "geometry"].map(str::to_owned).to_vec();
        let (names, renamed) = in_layer(&columns, members);
        assert_eq!(names, ["name", "Name_2", "fid_3", "fid_2", "Side_2", "geometry_2"]);
        assert_eq!(renamed.len(), 4);
        let given = ["side", "lat", "id", "other"].map(str::to_owned);
        assert_eq!(replaced(&columns, given.iter(), true), ["side"]);
        assert_eq!(replaced(&columns, given.iter(), false), ["side", "lat"]);
    }
}
