//! GeoPackage 1.3 (OGC 12-128r17): one file with every layer, its fields described, indexed, credited and styled.

use std::path::Path;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};
use serde_json::Value;
use thiserror::Error;

use super::base::ExportOrigin;
use super::fields::{Field, Kind};
use super::geopackage_base as base;
use super::layers::{Geometry, Layer, Row, Shape};
use super::wkb::{around, bounds, wkb};
use crate::ledger::Hash;

/// An error of writing a GeoPackage.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GeoPackageError {
    /// An error of the database.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
}

/// The default style of a layer, which QGIS applies when it opens the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerStyle {
    /// The name of the layer.
    pub layer: &'static str,
    /// The style as QML.
    pub qml: String,
}

const WGS84: &str = "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],\
    AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,\
    AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]";

const TABLES: &str = "
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE,
  min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
";

/// A GeoPackage being written: layers first, then any number of rows, then metadata and indexes.
///
/// Rows are written as they come: memory use is constant.
#[derive(Debug)]
pub struct GeoPackage {
    db: Connection,
    tables: Vec<Table>,
    /// Whether it carries the base of an import of edits.
    has_base: bool,
}

/// A layer whose table exists.
#[derive(Debug)]
struct Table {
    layer: Layer,
    insert: String,
    index: String,
    /// The number of the last row.
    last: i64,
    /// West, south, east and north of all rows.
    bounds: Option<[f64; 4]>,
    /// Of all rows, for the base.
    digest: Hash,
}

impl GeoPackage {
    /// Begins a GeoPackage in an empty file, which nothing else may use meanwhile. It is valid only after [`GeoPackage::finish`].
    ///
    /// # Errors
    ///
    /// [`GeoPackageError`] if the database reports an error.
    pub fn create(path: &Path) -> Result<Self, GeoPackageError> {
        let db = Connection::open(path)?;
        // An unfinished file is deleted: there is nothing to roll back to.
        db.pragma_update(None, "journal_mode", "OFF")?;
        db.pragma_update(None, "synchronous", "OFF")?;
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        db.execute_batch(TABLES)?;
        db.execute_batch("BEGIN")?;
        Ok(Self { db, tables: Vec::new(), has_base: false })
    }

    /// Carries the base of an import of edits: to be called before the first layer.
    ///
    /// # Errors
    ///
    /// [`GeoPackageError`] if the database reports an error.
    pub fn with_base(mut self, origin: &ExportOrigin) -> Result<Self, GeoPackageError> {
        base::begin(&self.db, origin)?;
        self.has_base = true;
        Ok(self)
    }

    /// Adds a layer with its rows.
    ///
    /// # Errors
    ///
    /// [`GeoPackageError`] if the database reports an error.
    pub fn begin(&mut self, mut layer: Layer) -> Result<(), GeoPackageError> {
        let columns: Vec<String> =
            layer.fields.iter().map(|f| format!("{} {}", quoted(&f.name), column_type(f))).collect();
        let (name, rtree) = (quoted(layer.name), quoted(&format!("rtree_{}_geom", layer.name)));
        self.db.execute_batch(&format!(
            "CREATE TABLE {name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {}, {});\n\
             CREATE VIRTUAL TABLE {rtree} USING rtree(id, minx, maxx, miny, maxy);",
            geometry_type(&layer),
            columns.join(", "),
        ))?;
        let marks: Vec<String> = (0..layer.fields.len() + 2).map(|i| format!("?{}", i + 1)).collect();
        let insert = format!("INSERT INTO {name} VALUES ({})", marks.join(", "));
        let index = format!("INSERT INTO {rtree} VALUES (?1, ?2, ?3, ?4, ?5)");
        let rows = std::mem::take(&mut layer.rows);
        let name = layer.name;
        self.tables.push(Table { layer, insert, index, last: 0, bounds: None, digest: Hash::default() });
        rows.iter().try_for_each(|row| self.push(name, row))
    }

    /// Adds a row to a layer. A row of an unknown layer is ignored.
    ///
    /// # Errors
    ///
    /// [`GeoPackageError`] if the database reports an error.
    pub fn push(&mut self, layer: &str, row: &Row) -> Result<(), GeoPackageError> {
        let Some(table) = self.tables.iter_mut().find(|t| t.layer.name == layer) else { return Ok(()) };
        table.last += 1;
        let fid = table.last;
        // A shape without vertices has no bounds, and is none.
        let shape = row.shape.as_ref().and_then(|shape| Some((shape, bounds(shape)?)));
        let mut values: Vec<Sql> =
            vec![Sql::Integer(fid), shape.map_or(Sql::Null, |(shape, bounds)| Sql::Blob(blob(shape, bounds)))];
        values.extend(table.layer.fields.iter().zip(&row.values).map(|(f, v)| sql(f.kind, v)));
        if self.has_base {
            let layer = (table.layer.name, table.layer.fields.as_slice());
            base::add(&self.db, layer, (fid, row), (&values, &table.digest))?;
        }
        self.db.prepare_cached(&table.insert)?.execute(params_from_iter(values))?;
        if let Some((_, bounds @ [west, south, east, north])) = shape {
            self.db.prepare_cached(&table.index)?.execute(params![fid, west, east, south, north])?;
            table.bounds = Some(table.bounds.map_or(bounds, |b| around(b, bounds)));
        }
        Ok(())
    }

    /// The number of rows of each layer, in the order of [`GeoPackage::begin`].
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, i64)> {
        self.tables.iter().map(|t| (t.layer.name, t.last))
    }

    /// Writes metadata, styles and indexes, and ends the file.
    ///
    /// # Arguments
    ///
    /// `stamp` is the date of the data as `YYYY-MM-DD`: it is used wherever the format requires a time, so that the same data give
    /// the same bytes. `metadata` is the provenance of the file, in words.
    ///
    /// # Errors
    ///
    /// [`GeoPackageError`] if the database reports an error.
    pub fn finish(self, styles: &[LayerStyle], stamp: &str, metadata: &str) -> Result<(), GeoPackageError> {
        let Self { db, tables, has_base } = self;
        let time = format!("{stamp}T00:00:00.000Z");
        systems(&db)?;
        extensions(&db, &tables)?;
        tables.iter().try_for_each(|table| contents(&db, table, &time))?;
        db.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) \
             VALUES ('layer_styles', 'attributes', 'layer_styles', 'Default styles', ?1, 0)",
            params![time],
        )?;
        for style in styles.iter().filter(|s| tables.iter().any(|t| t.layer.name == s.layer)) {
            // A schema that is null, a wrong geometry column or another case of the name: each leaves the layer without style.
            db.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, \
                 styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) \
                 VALUES ('', '', ?1, 'geom', 'marz', ?2, '', 1, 'The style of marz', '', NULL, ?3)",
                params![style.layer, style.qml, time],
            )?;
        }
        if has_base {
            base::end(&db, tables.iter().map(|t| (t.layer.name, &t.digest)), &time)?;
        }
        origins(&db, &tables, metadata, &time)?;
        db.execute_batch("COMMIT")?;
        // The triggers of the index call functions that only GIS programs have: they come last.
        for table in &tables {
            db.execute_batch(&triggers(table.layer.name))?;
        }
        db.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

fn systems(db: &Connection) -> Result<(), GeoPackageError> {
    let srs = "INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    db.execute(
        srs,
        params!["Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinates"],
    )?;
    db.execute(
        srs,
        params!["Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinates"],
    )?;
    let about = "longitude and latitude in decimal degrees on the WGS 84 ellipsoid";
    db.execute(srs, params!["WGS 84 geodetic", 4326, "EPSG", 4326, WGS84, about])?;
    Ok(())
}

fn extensions(db: &Connection, tables: &[Table]) -> Result<(), GeoPackageError> {
    let extension = "INSERT INTO gpkg_extensions VALUES (?1, ?2, ?3, ?4, ?5)";
    for (table, name, page) in [
        ("gpkg_data_columns", "gpkg_schema", "extension_schema"),
        ("gpkg_data_column_constraints", "gpkg_schema", "extension_schema"),
        ("gpkg_metadata", "gpkg_metadata", "extension_metadata"),
        ("gpkg_metadata_reference", "gpkg_metadata", "extension_metadata"),
    ] {
        let page = format!("http://www.geopackage.org/spec131/#{page}");
        db.execute(extension, params![table, None::<&str>, name, page, "read-write"])?;
    }
    let page = "http://www.geopackage.org/spec131/#extension_rtree";
    for table in tables {
        db.execute(extension, params![table.layer.name, "geom", "gpkg_rtree_index", page, "write-only"])?;
    }
    Ok(())
}

/// Writes the entries of a layer in the tables of contents, geometry columns and data columns.
fn contents(db: &Connection, table: &Table, time: &str) -> Result<(), GeoPackageError> {
    let layer = &table.layer;
    let [west, south, east, north] = table.bounds.map_or([None; 4], |b| b.map(Some));
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, ?2, ?3, ?4, ?5, ?6, ?7, 4326)",
        params![layer.name, format!("{}. {}", layer.title, layer.attribution), time, west, south, east, north],
    )?;
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)",
        params![layer.name, geometry_type(layer)],
    )?;
    for field in &layer.fields {
        let unit = if field.unit.is_empty() { String::new() } else { format!(" ({})", field.unit) };
        db.execute(
            "INSERT INTO gpkg_data_columns VALUES (?1, ?2, ?2, ?2, ?3, NULL, NULL)",
            params![layer.name, field.name, format!("{}{unit}", field.meaning)],
        )?;
    }
    Ok(())
}

/// Writes the provenance of the file and of each layer, with licence and credit, to the metadata tables.
fn origins(db: &Connection, tables: &[Table], metadata: &str, time: &str) -> Result<(), GeoPackageError> {
    let metadata_row =
        "INSERT INTO gpkg_metadata VALUES (?1, 'dataset', 'https://www.geopackage.org/', 'text/plain', ?2)";
    let reference = "INSERT INTO gpkg_metadata_reference VALUES (?1, ?2, NULL, NULL, ?3, ?4, ?5)";
    db.execute(metadata_row, params![1, metadata])?;
    db.execute(reference, params!["geopackage", None::<&str>, time, 1, None::<i64>])?;
    for (Table { layer, .. }, id) in tables.iter().zip(2_i64..) {
        let words = format!("{}. Licence: {}. Credit: {}", layer.title, layer.licence, layer.attribution);
        db.execute(metadata_row, params![id, words])?;
        db.execute(reference, params!["table", layer.name, time, id, 1])?;
    }
    Ok(())
}

/// A name as a quoted SQL identifier.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn column_type(field: &Field) -> &'static str {
    match field.kind {
        Kind::Text => "TEXT",
        Kind::Integer => "INTEGER",
        Kind::Real => "DOUBLE",
        Kind::Date => "DATE",
        Kind::Boolean => "BOOLEAN",
    }
}

fn geometry_type(layer: &Layer) -> &'static str {
    match layer.geometry {
        Geometry::Point => "POINT",
        Geometry::MultiLineString => "MULTILINESTRING",
        Geometry::MultiPolygon => "MULTIPOLYGON",
    }
}

/// A value in the type of its column; null if it is of another type.
fn sql(kind: Kind, value: &Value) -> Sql {
    match (kind, value) {
        (_, Value::Null) => Sql::Null,
        (Kind::Integer, v) => v.as_i64().map_or(Sql::Null, Sql::Integer),
        (Kind::Real, v) => v.as_f64().map_or(Sql::Null, Sql::Real),
        (Kind::Boolean, v) => v.as_bool().map_or(Sql::Null, |b| Sql::Integer(i64::from(b))),
        (Kind::Text | Kind::Date, Value::String(text)) => Sql::Text(text.clone()),
        (Kind::Text | Kind::Date, other) => Sql::Text(other.to_string()),
    }
}

/// A geometry as the format stores it: its own header with an envelope, then well-known binary (section 2.1.3).
fn blob(shape: &Shape, [west, south, east, north]: [f64; 4]) -> Vec<u8> {
    /// Little-endian; an envelope of four numbers unless the geometry is a point.
    const PLAIN: u8 = 0b0000_0001;
    const WITH_ENVELOPE: u8 = 0b0000_0011;
    let is_point = matches!(shape, Shape::Point(_));
    let mut out = vec![b'G', b'P', 0, if is_point { PLAIN } else { WITH_ENVELOPE }];
    out.extend(4326_i32.to_le_bytes());
    if !is_point {
        [west, east, south, north].into_iter().for_each(|v| out.extend(v.to_le_bytes()));
    }
    out.extend(wkb(shape));
    out
}

/// The triggers that keep the index of a table (Annex L).
fn triggers(name: &str) -> String {
    let template = r#"
CREATE TRIGGER "rtree_T_geom_insert" AFTER INSERT ON "T" WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom")) BEGIN
  INSERT OR REPLACE INTO "rtree_T_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END;
CREATE TRIGGER "rtree_T_geom_update6" AFTER UPDATE OF "geom" ON "T" WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom")) AND (OLD."geom" NOTNULL AND NOT ST_IsEmpty(OLD."geom")) BEGIN
  UPDATE "rtree_T_geom" SET minx = ST_MinX(NEW."geom"), maxx = ST_MaxX(NEW."geom"), miny = ST_MinY(NEW."geom"), maxy = ST_MaxY(NEW."geom") WHERE id = NEW."fid"; END;
CREATE TRIGGER "rtree_T_geom_update7" AFTER UPDATE OF "geom" ON "T" WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom")) AND (OLD."geom" ISNULL OR ST_IsEmpty(OLD."geom")) BEGIN
  INSERT INTO "rtree_T_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END;
CREATE TRIGGER "rtree_T_geom_update2" AFTER UPDATE OF "geom" ON "T" WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom")) BEGIN
  DELETE FROM "rtree_T_geom" WHERE id = OLD."fid"; END;
CREATE TRIGGER "rtree_T_geom_update5" AFTER UPDATE ON "T" WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom")) BEGIN
  DELETE FROM "rtree_T_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_T_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END;
CREATE TRIGGER "rtree_T_geom_update4" AFTER UPDATE ON "T" WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom")) BEGIN
  DELETE FROM "rtree_T_geom" WHERE id IN (OLD."fid", NEW."fid"); END;
CREATE TRIGGER "rtree_T_geom_delete" AFTER DELETE ON "T" WHEN old."geom" NOT NULL BEGIN
  DELETE FROM "rtree_T_geom" WHERE id = OLD."fid"; END;
"#;
    template.replace("_T_", &format!("_{name}_")).replace("\"T\"", &format!("\"{name}\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LonLat;

    fn layer() -> Layer {
        let field =
            |name: &str, kind| Field { name: name.to_owned(), kind, unit: "", meaning: "m".to_owned(), hxl: "" };
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        Layer {
            edition: None,
            name: "points",
            title: "Points".to_owned(),
            geometry: Geometry::Point,
            fields: vec![field("id", Kind::Text), field("day", Kind::Date), field("n", Kind::Integer)],
            licence: "ODbL-1.0".to_owned(),
            attribution: "somebody".to_owned(),
            rows: vec![
                Row {
                    shape: Some(Shape::Point(at(68.8, 38.5))),
                    values: vec!["a\"'; DROP".into(), "2025-08-24".into(), 3.into()],
                },
                Row { shape: None, values: vec!["b".into(), Value::Null, Value::Null] },
            ],
        }
    }

    #[test]
    fn the_same_layers_give_the_same_bytes_and_a_null_geometry_stays_null() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            let path = folder.path().join(name);
            let mut file = GeoPackage::create(&path).unwrap();
            file.begin(layer()).unwrap();
            file.finish(&[], "2026-04-17", "about").unwrap();
            std::fs::read(path).unwrap()
        };
        let bytes = make("a.gpkg");
        assert!(bytes == make("b.gpkg") && bytes.starts_with(b"SQLite format 3\0"));
        // The application id "GPKG" is at byte 68.
        assert_eq!(&bytes[68..72], b"GPKG");
    }

    #[test]
    fn a_shape_without_vertices_is_no_shape_and_no_failure() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut package = GeoPackage::create(file.path()).unwrap();
        package.begin(Layer { geometry: Geometry::MultiPolygon, rows: Vec::new(), ..layer() }).unwrap();
        for shape in [Shape::Areas(Vec::new()), Shape::Areas(vec![vec![Vec::new()]])] {
            package
                .push("points", &Row { shape: Some(shape), values: vec!["a".into(), Value::Null, Value::Null] })
                .unwrap();
        }
    }

    #[test]
    fn a_point_is_stored_as_the_standard_has_it() {
        let bytes = blob(&Shape::Point(LonLat::new(68.8, 38.5).unwrap()), [68.8, 38.5, 68.8, 38.5]);
        assert_eq!(&bytes[..13], [b'G', b'P', 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0]);
        assert_eq!(bytes[13..21], 68.8_f64.to_le_bytes());
    }
}
