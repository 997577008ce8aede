//! The members of a file of points beside the columns of what is measured: no two of one name.

use std::collections::BTreeSet;

use super::columns::Columns;
use crate::model::unique_names;

/// The names that a layer has for its own: of its key, its geometry and its bounds.
const OF_LAYERS: [&str; 5] = ["fid", "ogc_fid", "geom", "geometry", "bbox"];

/// Members in a layer, where names that differ in capitals alone are one: their names there, and those that are others than in the file,
/// each with the new one.
#[must_use]
pub fn in_layer(columns: &Columns, members: Vec<String>) -> (Vec<String>, Vec<(String, String)>) {
    let names = unique_names(&members, columns.names().chain(OF_LAYERS), str::to_lowercase);
    let renamed = members.into_iter().zip(&names).filter(|(name, new)| name != *new);
    let renamed = renamed.map(|(name, new)| (name, new.clone())).collect();
    (names, renamed)
}

/// The members whose place a measured column of the same name takes, but for those that were `read`, which are the same.
#[must_use]
pub fn replaced<'m>(columns: &Columns, members: impl Iterator<Item = &'m String>, read: &[&str]) -> Vec<&'m str> {
    let measured: BTreeSet<&str> = columns.names().filter(|name| !read.contains(name)).collect();
    let mut seen = BTreeSet::new();
    members.map(String::as_str).filter(|name| measured.contains(name) && seen.insert(*name)).collect()
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
        let given = ["side", "lat", "id", "other", "side"].map(str::to_owned);
        assert_eq!(replaced(&columns, given.iter(), &["id", "lat"]), ["side"]);
        assert_eq!(replaced(&columns, given.iter(), &["id"]), ["side", "lat"]);
    }
}
