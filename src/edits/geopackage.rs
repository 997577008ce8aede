//! Reads a GeoPackage that was edited, with the base that its export put into it.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use super::file::{EditedFile, EditedLayer, EditedRow};
use super::layer::LayerKind;
use super::merge::Cells;
use super::point::point;
use crate::error::{Error, unreadable};
use crate::export::geopackage_base::{BASE_TABLE, DIGEST, ORIGIN, add_to_digest};
use crate::export::{BASE_FORMAT, ExportOrigin, POSITION, ROW_LAYERS};
use crate::ledger::{CopiedDatabase, Hash};

/// Reads an edited GeoPackage, and edits that still wait in a `-wal` beside it. Nothing is written beside it.
///
/// # Errors
///
/// Where it cannot be read, or carries no base.
pub fn read(path: &Path) -> Result<EditedFile, Error> {
    let copy = CopiedDatabase::of(path).map_err(unreadable(path))?;
    let broken =
        |e: rusqlite::Error| Error::Data(format!("{}: this is no GeoPackage that can be read: {e}", path.display()));
    let db = Connection::open(copy.path()).map_err(broken)?;
    // What the file says of its own views and triggers is not trusted.
    db.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON").map_err(broken)?;
    if !is_table(&db, BASE_TABLE).map_err(broken)? {
        let hint = "export the dossier again with this version, and edit that file; a copy made by another program keeps the table only if it \
                    copies all tables";
        let message =
            format!("{}: it has no table {BASE_TABLE}, so that nobody can tell what was edited", path.display());
        return Err(Error::request(message, hint.to_owned()));
    }
    let origin = origin(&db, path).map_err(broken)??;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut file = EditedFile {
        name,
        sha256: copy.sha256,
        origin,
        layers: Vec::new(),
        changed_layers: Vec::new(),
        remarks: copy.has_wal.then(|| "edits that wait in its -wal are read".to_owned()).into_iter().collect(),
    };
    for layer in ROW_LAYERS {
        if is_table(&db, layer).map_err(broken)? {
            file.layers.push(layer_of(&db, layer).map_err(broken)?);
        } else {
            file.remarks.push(format!("{layer}: the layer is no longer in the file; nothing of it is taken"));
        }
    }
    file.changed_layers = changed_layers(&db).map_err(broken)?;
    Ok(file)
}

fn is_table(db: &Connection, name: &str) -> rusqlite::Result<bool> {
    let query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1";
    Ok(db.query_row(query, [name], |_| Ok(())).optional()?.is_some())
}

fn origin(db: &Connection, path: &Path) -> rusqlite::Result<Result<ExportOrigin, Error>> {
    let query = format!("SELECT row FROM {BASE_TABLE} WHERE layer = ?1");
    let text: Option<String> = db.query_row(&query, [ORIGIN], |row| row.get(0)).optional()?;
    let wrong = |why: String| {
        let hint = "export the dossier again, and edit that file".to_owned();
        Err(Error::request(format!("{}: its table {BASE_TABLE} {why}", path.display()), hint))
    };
    Ok(match text.map(|text| serde_json::from_str::<ExportOrigin>(&text)) {
        Some(Ok(origin)) if origin.format == BASE_FORMAT => Ok(origin),
        Some(Ok(origin)) => wrong(format!("is of form {}; this version reads {BASE_FORMAT}", origin.format)),
        Some(Err(e)) => wrong(format!("was changed: {e}")),
        None => wrong("does not say what the file was exported from".to_owned()),
    })
}

fn layer_of(db: &Connection, name: &str) -> rusqlite::Result<EditedLayer> {
    let mut layer = EditedLayer { name: name.to_owned(), kind: LayerKind::of(name), ..EditedLayer::default() };
    let mut base = db.prepare(&format!("SELECT id, row_fid, row FROM {BASE_TABLE} WHERE layer = ?1"))?;
    let mut rows = base.query([name])?;
    while let Some(row) = rows.next()? {
        let (id, number, text): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let failed = |e: serde_json::Error| {
            rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, Box::new(e))
        };
        layer.base.insert(id, (number, serde_json::from_str(&text).map_err(failed)?));
    }
    let columns = Columns::of(db, name)?;
    layer.columns = columns.values.iter().cloned().collect();
    if columns.geometry.is_some() {
        layer.columns.insert(POSITION.to_owned());
    }
    layer.columns.remove(ID);
    let mut statement = db.prepare(&columns.query(name))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        layer.rows.push(columns.row(row)?);
    }
    Ok(layer)
}

const ID: &str = "id";

/// The columns of a table.
struct Columns {
    /// Its key.
    number: String,
    geometry: Option<String>,
    values: Vec<String>,
}

impl Columns {
    fn of(db: &Connection, table: &str) -> rusqlite::Result<Self> {
        let query = "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?1";
        let geometry: Option<String> = db.query_row(query, [table], |row| row.get(0)).optional()?;
        let mut info = db.prepare("SELECT name, pk FROM pragma_table_info(?1)")?;
        let all = info.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? > 0)))?;
        let all: Vec<(String, bool)> = all.collect::<rusqlite::Result<_>>()?;
        let number = all.iter().find(|(_, is_key)| *is_key).map_or("rowid", |(name, _)| name.as_str()).to_owned();
        let values = all.into_iter().filter(|(name, is_key)| !is_key && Some(name) != geometry.as_ref());
        Ok(Self { number, values: values.map(|(name, _)| name).collect(), geometry })
    }

    fn query(&self, table: &str) -> String {
        let quoted = |name: &String| format!("\"{}\"", name.replace('"', "\"\""));
        let geometry = self.geometry.as_ref().map_or_else(|| "NULL".to_owned(), quoted);
        let values: String = self.values.iter().map(|name| format!(", {}", quoted(name))).collect();
        let number = quoted(&self.number);
        format!("SELECT {number}, {geometry}{values} FROM \"{table}\" ORDER BY {number}")
    }

    fn row(&self, row: &Row<'_>) -> rusqlite::Result<EditedRow> {
        let mut read = EditedRow { number: row.get(0)?, ..EditedRow::default() };
        let mut cells = Cells::new();
        match row.get_ref(1)? {
            ValueRef::Null => {}
            ValueRef::Blob(blob) => match point(blob) {
                Ok(None) => {}
                Ok(Some(point)) => {
                    cells.insert(POSITION.to_owned(), Value::from(vec![point.at.0, point.at.1]));
                    read.has_height = point.has_height;
                }
                Err(why) => read.fault = Some(why),
            },
            _ => read.fault = Some("its geometry is no geometry".to_owned()),
        }
        for (i, name) in self.values.iter().enumerate() {
            let value = match row.get_ref(i + 2)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(n) => Value::from(n),
                ValueRef::Real(v) => Value::from(v),
                ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => Value::from(text),
                    Err(_) => {
                        read.fault = Some(format!("{name}: the text is not UTF-8"));
                        Value::Null
                    }
                },
                ValueRef::Blob(_) => {
                    read.fault = Some(format!("{name}: bytes and no text"));
                    Value::Null
                }
            };
            cells.insert(name.clone(), value);
        }
        let id = cells.remove(ID);
        read.id = id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)).filter(|id| id != "null");
        read.id = read.id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
        read.cells = cells;
        Ok(read)
    }
}

/// The layers of which the base holds a hash, where that is another now.
fn changed_layers(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare(&format!("SELECT id, row FROM {BASE_TABLE} WHERE layer = ?1 ORDER BY fid"))?;
    let all = statement.query_map([DIGEST], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let all: Vec<(String, String)> = all.collect::<rusqlite::Result<_>>()?;
    // A hash is taken only of what is a layer of the file.
    let known: BTreeSet<String> = db
        .prepare("SELECT table_name FROM gpkg_geometry_columns")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut changed = Vec::new();
    for (layer, exported) in all {
        if !known.contains(&layer) || !is_table(db, &layer)? {
            changed.push(layer);
            continue;
        }
        let columns = Columns::of(db, &layer)?;
        let digest = Hash::default();
        let mut statement = db.prepare(&columns.query(&layer.replace('"', "\"\"")))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values: rusqlite::Result<Vec<Sql>> = (0..columns.values.len() + 2).map(|i| row.get(i)).collect();
            add_to_digest(&digest, &values?);
        }
        if digest.hex() != exported {
            changed.push(layer);
        }
    }
    Ok(changed)
}
