//! FlatGeobuf 3.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use ::flatgeobuf::{ColumnType, FallibleStreamingIterator, FeatureProperties, FgbReader, GeometryType};
use geo_types::{Geometry, Point};
use geozero::{ColumnValue, PropertyProcessor, ToGeo};

use super::crs::{Crs, refused};
use super::layer::{Members, Put, Reader, not_read, real};
use crate::error::{Error, unreadable};
use crate::read::LayerFeature;

/// So many bytes are read at a time.
const BUFFER: usize = 1 << 18;

/// The bytes of a node of the index.
const NODE: u64 = 40;

pub fn open(path: &Path, members: Members, remarks: &mut Vec<String>) -> Result<Reader, Error> {
    let name = path.display().to_string();
    let broken = |why: &str| Error::Data(format!("{name}: {why}"));
    let mut file = File::open(path).map_err(unreadable(path))?;
    let size = file.metadata().map_err(unreadable(path))?.len();
    // What the file says of its own sizes makes room for nothing before it is compared with the file.
    let mut head = [0; 12];
    file.read_exact(&mut head).map_err(|e| broken(&format!("this FlatGeobuf is cut short in its header: {e}")))?;
    let header_size = u64::from(u32::from_le_bytes([head[8], head[9], head[10], head[11]]));
    if header_size + 12 > size {
        return Err(broken("this FlatGeobuf is cut short in its header"));
    }
    file.rewind().map_err(unreadable(path))?;
    let described = FgbReader::open(BufReader::new(&file)).map_err(|e| broken(&e.to_string()))?;
    let header = described.header();
    let (count, node) = (header.features_count(), header.index_node_size());
    let begin = (header_size + 12).saturating_add(index_size(count, u64::from(node)));
    if node == 1 || begin > size {
        return Err(broken("its index cannot be as large as the header says"));
    }
    let crs = match header.crs() {
        None => {
            remarks.push(format!(
                "{name}: it names no coordinate reference system: taken as longitude and latitude on WGS84"
            ));
            Crs::Wgs84
        }
        Some(crs) => {
            let found = format!("{}:{}", crs.org().unwrap_or("EPSG"), crs.code());
            let by_code = Crs::epsg(i64::from(crs.code())).or_else(|| crs.wkt().and_then(Crs::wkt));
            by_code.ok_or_else(|| refused(&name, &found, None))?
        }
    };
    let columns = header.columns().into_iter().flatten().filter(|c| c.type_() == ColumnType::Binary);
    let binary: Vec<&str> = columns.map(|c| c.name()).filter(|name| members.include(name)).collect();
    remarks.extend(not_read(&name, &binary));
    file.rewind().map_err(unreadable(path))?;
    let read = Arc::new(AtomicU64::new(begin));
    let file =
        Checked { file: BufReader::with_capacity(BUFFER, file), size, read: Arc::clone(&read), at: 0, next: begin };
    let reader = FgbReader::open(file).map_err(|e| broken(&e.to_string()))?;
    Ok(Box::new(move |put| {
        let number = features(reader, members, &crs, put)?;
        ended(number, count, size - read.load(Relaxed))
    }))
}

/// A file whose features are begun only if they lie in it, since the library makes room for one before it reads it.
struct Checked {
    file: BufReader<File>,
    size: u64,
    /// The bytes up to the end of the last feature that was read.
    read: Arc<AtomicU64>,
    at: u64,
    /// Where the next feature begins, with its size.
    next: u64,
}

/// Past the index.
impl Seek for Checked {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}

impl Read for Checked {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(to)?;
        self.at += count as u64;
        Ok(count)
    }

    fn read_exact(&mut self, to: &mut [u8]) -> io::Result<()> {
        let is_size = self.at == self.next;
        self.file.read_exact(to)?;
        self.at += to.len() as u64;
        match to {
            &mut [a, b, c, d] if is_size => {
                self.next = self.at + u64::from(u32::from_le_bytes([a, b, c, d]));
                if self.next > self.size {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            _ if self.at == self.next => self.read.store(self.at, Relaxed),
            _ => {}
        }
        Ok(())
    }
}

/// Compares what was read with what the header says. The library takes an error where a feature begins for the end of the file.
fn ended(number: u64, count: u64, left: u64) -> Result<(), String> {
    if left > 0 && (count == 0 || number < count) {
        return Err(format!("feature {}: the file is cut short", number + 1));
    }
    if count > 0 && (left > 0 || number < count) {
        let more = if left > 0 { "more" } else { "less" };
        return Err(format!("its header says that it holds {count} features, and it holds {more}"));
    }
    Ok(())
}

/// The bytes of the index of so many features.
fn index_size(count: u64, node_size: u64) -> u64 {
    if node_size < 2 || count == 0 {
        return 0;
    }
    let (mut level, mut nodes) = (count, count);
    // A single feature has a root above it too.
    loop {
        level = level.div_ceil(node_size);
        nodes = nodes.saturating_add(level);
        if level == 1 {
            break;
        }
    }
    nodes.saturating_mul(NODE)
}

/// Gives out the features, and how many they are.
fn features(reader: FgbReader<Checked>, members: Members, crs: &Crs, put: Put<'_>) -> Result<u64, String> {
    let is_point = reader.header().geometry_type() == GeometryType::Point;
    let mut all = reader.select_all().map_err(|e| e.to_string())?;
    let mut number = 0_u64;
    loop {
        number += 1;
        let at = |why: String| format!("feature {number}: {why}");
        let Some(feature) = all.next().map_err(|e| at(e.to_string()))? else { return Ok(number - 1) };
        let mut found = LayerFeature { id: Some((number - 1).into()), ..LayerFeature::default() };
        feature.process_properties(&mut Fields { members, of: &mut found }).map_err(|e| at(e.to_string()))?;
        if let Some(geometry) = feature.geometry() {
            let point = if is_point { point(&geometry) } else { None };
            let geometry = point.map_or_else(|| feature.to_geo().map_err(|e| at(e.to_string())), Ok)?;
            found.geometry = Some(crs.to_wgs84(geometry).map_err(at)?);
        }
        put(found)?;
    }
}

/// The point of a layer of points, without the way over a writer of any geometry.
fn point(geometry: &::flatgeobuf::Geometry<'_>) -> Option<Geometry> {
    let xy = geometry.xy().filter(|xy| xy.len() == 2)?;
    Some(Point::new(xy.get(0), xy.get(1)).into())
}

/// Gives a feature the fields that are asked for.
struct Fields<'f> {
    members: Members,
    of: &'f mut LayerFeature,
}

impl PropertyProcessor for Fields<'_> {
    fn property(&mut self, _: usize, name: &str, value: &ColumnValue<'_>) -> geozero::error::Result<bool> {
        if !self.members.include(name) {
            return Ok(false);
        }
        let value = match value {
            ColumnValue::Byte(n) => (*n).into(),
            ColumnValue::UByte(n) => (*n).into(),
            ColumnValue::Bool(is) => (*is).into(),
            ColumnValue::Short(n) => (*n).into(),
            ColumnValue::UShort(n) => (*n).into(),
            ColumnValue::Int(n) => (*n).into(),
            ColumnValue::UInt(n) => (*n).into(),
            ColumnValue::Long(n) => (*n).into(),
            ColumnValue::ULong(n) => (*n).into(),
            ColumnValue::Float(n) => real(f64::from(*n)),
            ColumnValue::Double(n) => real(*n),
            ColumnValue::String(text) | ColumnValue::Json(text) | ColumnValue::DateTime(text) => (*text).into(),
            ColumnValue::Binary(_) => return Ok(false),
        };
        self.members.add(self.of, name, value);
        Ok(false)
    }
}
