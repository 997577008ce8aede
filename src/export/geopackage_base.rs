//! The base of a GeoPackage: a table beside its layers.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params};
use serde_json::Value;

use super::base::{ExportOrigin, ROW_LAYERS, base_row, json_text};
use super::fields::Field;
use super::layers::Row;
use crate::ledger::Hash;

/// The table of the base.
pub const BASE_TABLE: &str = "marz_base";

/// In the column `layer`, what the file was exported from; and the hash of a layer whose rows the base does not hold.
pub const ORIGIN: &str = "marz:origin";
/// See [`ORIGIN`].
pub const DIGEST: &str = "marz:sha256";

const TABLE: &str = "CREATE TABLE marz_base (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, layer TEXT NOT NULL, id TEXT, \
    row_fid INTEGER, row TEXT NOT NULL)";
const INSERT: &str = "INSERT INTO marz_base (layer, id, row_fid, row) VALUES (?1, ?2, ?3, ?4)";
const ABOUT: &str =
    "What the layers held when they were exported: marz import edits compares with it. Not to be edited";

/// Makes the table, with what the file is exported from.
pub fn begin(db: &Connection, origin: &ExportOrigin) -> rusqlite::Result<()> {
    db.execute_batch(TABLE)?;
    db.execute(INSERT, params![ORIGIN, None::<&str>, None::<i64>, origin.text()]).map(drop)
}

/// Adds a row of a layer to the base, or to the hash of the layer.
pub fn add(
    db: &Connection,
    (layer, fields): (&str, &[Field]),
    (fid, row): (i64, &Row),
    (values, digest): (&[Sql], &Hash),
) -> rusqlite::Result<()> {
    if !ROW_LAYERS.contains(&layer) {
        add_to_digest(digest, values);
        return Ok(());
    }
    let id = row.values.first().and_then(Value::as_str);
    let text = json_text(&Value::Object(base_row(fields, row)));
    db.prepare_cached(INSERT)?.execute(params![layer, id, fid, text]).map(drop)
}

/// Ends the base: the hashes of layers, and its entry in the contents.
pub fn end<'a>(
    db: &Connection,
    digests: impl Iterator<Item = (&'a str, &'a Hash)>,
    time: &str,
) -> rusqlite::Result<()> {
    for (layer, digest) in digests.filter(|(layer, _)| !ROW_LAYERS.contains(layer)) {
        db.execute(INSERT, params![DIGEST, layer, None::<i64>, digest.hex()])?;
    }
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) \
         VALUES (?1, 'attributes', ?1, ?2, ?3, 0)",
        params![BASE_TABLE, ABOUT, time],
    )
    .map(drop)
}

/// Adds a row, without its number, to the hash of its layer: of its geometry the well-known binary, which no program writes in another way.
pub fn add_to_digest(digest: &Hash, values: &[Sql]) {
    for value in values.iter().skip(1) {
        let (tag, bytes) = match value {
            Sql::Null => (0, Vec::new()),
            Sql::Integer(n) => (1, n.to_le_bytes().to_vec()),
            Sql::Real(v) => (2, v.to_le_bytes().to_vec()),
            Sql::Text(text) => (3, text.as_bytes().to_vec()),
            Sql::Blob(bytes) => (4, well_known_binary(bytes).to_vec()),
        };
        digest.update(&[tag]);
        digest.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        digest.update(&bytes);
    }
}

/// The well-known binary within the geometry of a GeoPackage: what stands behind its head and its bounds.
#[must_use]
pub fn well_known_binary(blob: &[u8]) -> &[u8] {
    let bounds = match blob.get(3).map(|flags| flags >> 1 & 7) {
        Some(1) => 32,
        Some(2 | 3) => 48,
        Some(4) => 64,
        _ => 0,
    };
    blob.get(8 + bounds..).unwrap_or_default()
}
