//! Layers of a GeoPackage (OGC 12-128r18).

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::Value;

use super::crs::{Crs, refused};
use super::layer::{Members, Put, Reader, not_read, real};
use super::wkb;
use crate::error::{Error, unreadable};
use crate::ledger::CopiedDatabase;
use crate::read::LayerFeature;

/// A layer, as the file describes it.
struct Layer {
    table: String,
    geometry: String,
    kind: String,
    srs_id: i64,
}

/// The layer that was asked for, or the only one.
pub fn open(path: &Path, asked: Option<&str>, members: Members, remarks: &mut Vec<String>) -> Result<Reader, Error> {
    let name = path.display().to_string();
    let broken = |e: rusqlite::Error| Error::Data(format!("{name}: this is no GeoPackage that can be read: {e}"));
    let database = Database::of(path)?;
    let layers = layers(&database.connection).map_err(broken)?;
    let list =
        || layers.iter().map(|l| format!("{} ({})", l.table, l.kind.to_lowercase())).collect::<Vec<_>>().join(", ");
    let layer = match (asked, layers.as_slice()) {
        (_, []) => return Err(Error::Data(format!("{name}: it has no layer with geometries"))),
        (Some(asked), all) => all.iter().find(|l| l.table == asked).ok_or_else(|| {
            Error::request(format!("{name}: there is no layer '{asked}'"), format!("it has {}", list()))
        })?,
        (None, [one]) => one,
        (None, [first, ..]) => {
            let hint = format!("name one, such as {name}#{}; it has {}", first.table, list());
            return Err(Error::request(format!("{name}: it has {} layers", layers.len()), hint));
        }
    };
    let crs = crs(&database.connection, layer.srs_id).map_err(broken)?;
    let crs = crs.map_err(|found| refused(&name, &found, Some(&layer.table)))?;
    let (table, geometry) = (layer.table.clone(), layer.geometry.clone());
    let binary = binary_columns(&database.connection, &table).map_err(broken)?;
    let binary: Vec<String> = binary.into_iter().filter(|c| *c != geometry && members.include(c)).collect();
    remarks.extend(not_read(&name, &binary));
    if database.has_wal {
        remarks.push(format!("{name}: edits that wait in its -wal are read"));
    }
    Ok(Box::new(move |put| rows(&database, (&table, &geometry), members, &crs, put)))
}

/// The file; a copy where something waits to be written into it.
struct Database {
    connection: Connection,
    has_wal: bool,
    /// Removed with it.
    _copy: Option<CopiedDatabase>,
}

impl Database {
    fn of(path: &Path) -> Result<Self, Error> {
        let broken = |e: rusqlite::Error| {
            Error::Data(format!("{}: this is no GeoPackage that can be read: {e}", path.display()))
        };
        let copy = CopiedDatabase::is_needed(path).then(|| CopiedDatabase::of(path)).transpose();
        let copy = copy.map_err(unreadable(path))?;
        let connection = match &copy {
            Some(copy) => Connection::open(copy.path()).map_err(broken)?,
            None => {
                // Nothing is written beside it, whatever its journal mode.
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
                let text = whole.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let slash = if text.starts_with('/') { "" } else { "/" };
                // One thread at a time has the connection, so that it needs no lock.
                let flags =
                    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                Connection::open_with_flags(format!("file:{slash}{text}?immutable=1"), flags).map_err(broken)?
            }
        };
        // What the file says of its own views and triggers is not trusted.
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON").map_err(broken)?;
        Ok(Self { connection, has_wal: copy.as_ref().is_some_and(|copy| copy.has_wal), _copy: copy })
    }
}

fn layers(db: &Connection) -> rusqlite::Result<Vec<Layer>> {
    let of =
        |row: &Row<'_>| Ok(Layer { table: row.get(0)?, geometry: row.get(1)?, kind: row.get(2)?, srs_id: row.get(3)? });
    let mut query = db.prepare(
        "SELECT g.table_name, g.column_name, g.geometry_type_name, g.srs_id FROM gpkg_geometry_columns g \
         JOIN gpkg_contents c ON c.table_name = g.table_name ORDER BY c.rowid",
    )?;
    query.query_map([], of)?.collect()
}

/// The system of a layer, or what was found.
fn crs(db: &Connection, srs_id: i64) -> rusqlite::Result<Result<Crs, String>> {
    let mut query = db.prepare(
        "SELECT organization, organization_coordsys_id, srs_name, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1",
    )?;
    let mut rows = query.query([srs_id])?;
    let Some(row) = rows.next()? else { return Ok(Err(format!("number {srs_id}, which the file does not define"))) };
    let (organization, code): (String, i64) = (row.get(0)?, row.get(1)?);
    let (title, definition): (String, String) = (row.get(2)?, row.get(3)?);
    let by_code = organization.eq_ignore_ascii_case("epsg").then(|| Crs::epsg(code)).flatten();
    Ok(by_code.or_else(|| Crs::wkt(&definition)).ok_or_else(|| format!("{organization}:{code} ({title})")))
}

/// Gives out the rows of a layer in the order of the file.
fn rows(
    database: &Database,
    (table, geometry): (&str, &str),
    members: Members,
    crs: &Crs,
    put: Put<'_>,
) -> Result<(), String> {
    let wrong = |e: rusqlite::Error| e.to_string();
    let key = primary_key(&database.connection, table).map_err(wrong)?.filter(|name| name != "id");
    let query = database.connection.prepare(&format!("SELECT * FROM {}", quoted(table))).map_err(wrong)?;
    // The key of the table is no field: it is the id of rows without one.
    let has_id = query.column_names().any(|name| name == "id");
    let columns: Vec<(String, Part)> = query
        .column_names()
        .filter_map(|name| {
            let part = match name {
                _ if name == geometry => Part::Geometry,
                _ if Some(name) == key.as_deref() && has_id => return None,
                _ if Some(name) == key.as_deref() => Part::Key,
                _ if members.include(name) => Part::Member,
                _ => return None,
            };
            Some((name.to_owned(), part))
        })
        .collect();
    let asked: Vec<String> = columns.iter().map(|(name, _)| quoted(name)).collect();
    let query = format!("SELECT {} FROM {}", asked.join(", "), quoted(table));
    let mut query = database.connection.prepare(&query).map_err(wrong)?;
    let mut rows = query.query([]).map_err(wrong)?;
    let mut number = 0_u64;
    while let Some(row) = rows.next().map_err(wrong)? {
        number += 1;
        let mut feature = LayerFeature::default();
        for (i, (name, part)) in columns.iter().enumerate() {
            let value = row.get_ref(i).map_err(wrong)?;
            match part {
                Part::Geometry => {
                    let at = |why: String| format!("row {number} of {table}: {why}");
                    let found = geometry_of(value).map_err(at)?;
                    feature.geometry = found.map(|g| crs.to_wgs84(g)).transpose().map_err(at)?;
                }
                Part::Key => feature.id = cell(value),
                Part::Member => cell(value).into_iter().for_each(|value| members.add(&mut feature, name, value)),
            }
        }
        put(feature)?;
    }
    Ok(())
}

/// What the cells of a column are for.
enum Part {
    Geometry,
    Key,
    Member,
}

/// The name of a table or of a column in a query.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn primary_key(db: &Connection, table: &str) -> rusqlite::Result<Option<String>> {
    let mut query = db.prepare("SELECT name FROM pragma_table_info(?1) WHERE pk = 1")?;
    let mut rows = query.query([table])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

/// The columns that are declared to hold bytes.
fn binary_columns(db: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = db.prepare("SELECT name FROM pragma_table_info(?1) WHERE upper(type) LIKE 'BLOB%' ORDER BY cid")?;
    query.query_map([table], |row| row.get(0))?.collect()
}

/// A cell; none for what is no text or number.
fn cell(value: ValueRef<'_>) -> Option<Value> {
    Some(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(n) => real(n),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(_) => return None,
    })
}

/// The geometry of a cell: a header, then well-known binary.
fn geometry_of(value: ValueRef<'_>) -> Result<Option<geo_types::Geometry>, String> {
    let bytes = match value {
        ValueRef::Null => return Ok(None),
        ValueRef::Blob(bytes) => bytes,
        _ => return Err("its geometry is no geometry".to_owned()),
    };
    let [b'G', b'P', _, flags, rest @ ..] = bytes else { return Err("its geometry has no header".to_owned()) };
    let envelope = match (flags >> 1) & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        other => return Err(format!("its geometry has an envelope of the kind {other}")),
    };
    let is_empty = flags & 0x10 != 0;
    match rest.get(4 + envelope..) {
        Some(_) if is_empty => Ok(None),
        Some(bytes) => wkb::geometry(bytes),
        None => Err("its geometry is cut short".to_owned()),
    }
}
