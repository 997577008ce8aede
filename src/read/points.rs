//! Points to measure, from whatever a person has: GeoJSON, GeoJSON text sequences, NDJSON, tables.
//!
//! Read as a stream: a [`PointSource`] cuts its input into blocks of whole records, each block can be parsed on its own
//! and on any thread, and no more than a block or two is in memory at a time.

use std::borrow::Cow;
use std::io::{self, Read};

use super::cutter::Cutter;
use super::features::features;
#[cfg(feature = "vector")]
use super::layer_feature::LayerBatch;
use super::point_parser::{Block, Form, PointParser};
use super::record::MOST_RECORD;
use super::table::{
    Cells, FileKind, TableColumns, TableLayout, Text, Wanted, first_rows, header_of, is_geojson, is_usual, kind, opened,
};
use super::{Document, Problem};

/// The form of a file of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsFormat {
    /// One GeoJSON object.
    GeoJson,
    /// One GeoJSON feature a line, with or without record separators (RFC 8142, NDJSON).
    Lines,
    /// A table with a header row: text, a workbook, or a list of JSON objects.
    Table,
}

impl PointsFormat {
    /// Detects the form from the ending of the name, or else from the first bytes.
    #[must_use]
    pub fn guess(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "csv" | "tsv" | "txt" | "tab" => return Self::Table,
            "ndjson" | "jsonl" | "geojsonl" | "geojsons" | "geojsonseq" => return Self::Lines,
            _ => {}
        }
        let text = bytes.trim_ascii_start();
        match text.first() {
            Some(0x1E) => Self::Lines,
            Some(b'{' | b'[') => {
                let line = text.split(|b| *b == b'\n').next().unwrap_or(text);
                let more = text.len() > line.len() && !text[line.len()..].trim_ascii().is_empty();
                let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
                if whole && more { Self::Lines } else { Self::GeoJson }
            }
            _ => Self::Table,
        }
    }
}

/// A text sequence of features as one collection; any other text as it is.
#[must_use]
pub fn one_collection<'b>(name: &str, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    if PointsFormat::guess(name, bytes) != PointsFormat::Lines {
        return Cow::Borrowed(bytes);
    }
    let features = bytes.split(|b| *b == b'\n').map(|line| line.trim_ascii().strip_prefix(b"\x1E").unwrap_or(line));
    let features: Vec<&[u8]> = features.map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).collect();
    let mut out = b"{\"type\":\"FeatureCollection\",\"features\":[\n".to_vec();
    out.extend(features.join(&b",\n"[..]));
    out.extend(b"\n]}\n");
    Cow::Owned(out)
}

/// The bytes of a file, those of a text in UTF-8; or the features of a layer.
enum Input<R> {
    Raw(R),
    Text(Box<Text<R>>),
    #[cfg(feature = "vector")]
    Layer(LayerBatches),
}

/// The features of a layer in batches.
#[cfg(feature = "vector")]
pub type LayerBatches = Box<dyn Iterator<Item = io::Result<LayerBatch>> + Send>;

impl<R: Read> Read for Input<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Raw(reader) => reader.read(to),
            Self::Text(reader) => reader.read(to),
            #[cfg(feature = "vector")]
            Self::Layer(_) => Ok(0),
        }
    }
}

/// A stream of blocks of points.
pub struct PointSource<R> {
    reader: Input<R>,
    name: String,
    form: Form,
    /// What was read and is not in a block yet.
    carry: Vec<u8>,
    line: usize,
    number: usize,
    ended: bool,
    cutter: Cutter,
    /// The rows of a table of which all cells are known.
    rows: std::vec::IntoIter<Cells>,
    warnings: Vec<Problem>,
    keep: bool,
}

/// About so many bytes make a block.
const BLOCK: usize = 1 << 18;

/// The error of a record that does not end.
pub(super) fn endless(line: usize) -> io::Error {
    let message =
        format!("the record that begins on line {line} does not end within 64 MiB; is a quote or bracket not closed?");
    io::Error::new(io::ErrorKind::InvalidData, message)
}

impl<R: Read> PointSource<R> {
    /// Opens a stream: detects the form of the file and, of a table, its columns.
    ///
    /// # Errors
    ///
    /// An I/O error, or a [`Problem`] where a table has no columns of longitude and latitude.
    pub fn open(
        mut reader: R,
        name: &str,
        columns: &TableColumns,
        keep: bool,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let mut carry = Vec::with_capacity(BLOCK);
        reader.by_ref().take(BLOCK as u64).read_to_end(&mut carry)?;
        let is_lines = PointsFormat::guess(name, b"") == PointsFormat::Lines && !carry.trim_ascii().is_empty();
        // Bytes that are no JSON are reported line by line; objects that are no GeoJSON are the rows of a table.
        let is_geojson = is_geojson(&carry);
        if is_lines && (is_geojson || !carry.trim_ascii_start().starts_with(b"{")) {
            if let Err(problem) = columns.fit_geojson(name)
                && is_geojson
            {
                return Ok(Err(problem));
            }
            let source = Self::of(Input::Raw(reader), name, Form::Lines, carry);
            return Ok(Ok(Self { keep, ..source }));
        }
        let kind = match kind(&carry, name) {
            Ok(kind) => kind,
            Err(problem) => return Ok(Err(problem)),
        };
        let is_geojson = kind == FileKind::Json && is_geojson;
        let fits = if is_geojson { columns.fit_geojson(name) } else { columns.options.fits(kind, name) };
        if let Err(problem) = fits {
            return Ok(Err(problem));
        }
        if kind == FileKind::Text {
            return Self::text(carry, reader, name, columns, keep);
        }
        if is_geojson {
            if carry.starts_with(b"\xEF\xBB\xBF") {
                carry.drain(..3);
            }
            let form = match PointsFormat::guess("-", &carry) {
                PointsFormat::Lines => Form::Lines,
                _ => Form::Collection,
            };
            if let (Form::Collection, Some(problem)) = (&form, foreign(&carry, name)) {
                return Ok(Err(problem));
            }
            return Ok(Ok(Self { keep, ..Self::of(Input::Raw(reader), name, form, carry) }));
        }
        reader.read_to_end(&mut carry)?;
        let is_known = |n: &str| is_known(n, columns);
        let table = opened(kind, carry, name, Wanted::QUOTED, &is_known, &columns.options);
        let found = table.and_then(|table| {
            let first = table.rows.first().map_or(1, |row| row.line.saturating_sub(1).max(1));
            Ok((TableLayout::new(name, (table.names, first), b',', columns, keep)?, table.rows, table.warnings))
        });
        Ok(found.map(|(layout, rows, warnings)| {
            let source = Self::of(Input::Raw(reader), name, Form::Cells(Box::new(layout)), Vec::new());
            Self { rows: rows.into_iter(), warnings, ..source }
        }))
    }

    /// Opens a table of text, of which the first bytes were read.
    fn text(
        head: Vec<u8>,
        reader: R,
        name: &str,
        columns: &TableColumns,
        keep: bool,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let (mut text, head) = match Text::open(head, reader, name, columns.options.encoding.as_deref())? {
            Ok(opened) => opened,
            Err(problem) => return Ok(Err(problem)),
        };
        let is_known = |n: &str| is_known(n, columns);
        let (delimiter, rows) = first_rows(&head, &is_known);
        let Some((names, line, end)) = header_of(&rows, &is_known) else {
            let problem = Problem::error(name, "the table has no row").at(1, 1);
            return Ok(Err(Box::new(problem.expected("a header row with columns named lon and lat"))));
        };
        let layout = match TableLayout::new(name, (names, line), delimiter, columns, keep) {
            Ok(layout) => layout,
            Err(problem) => return Ok(Err(problem)),
        };
        let mut carry = Vec::with_capacity(BLOCK);
        text.by_ref().take(BLOCK.max(head.len()) as u64).read_to_end(&mut carry)?;
        let above: Vec<u8> = carry.drain(..end.min(carry.len())).collect();
        let mut source = Self::of(Input::Text(Box::new(text)), name, Form::Table(Box::new(layout)), carry);
        source.line += memchr::memchr_iter(b'\n', &above).count();
        Ok(Ok(source))
    }

    /// What is strange about the file as a whole.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// Begins to read the features of a layer.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where columns are asked for, which a layer has not.
    #[cfg(feature = "vector")]
    pub fn layer(batches: LayerBatches, name: &str, columns: &TableColumns, keep: bool) -> Result<Self, Box<Problem>> {
        columns.fit_geojson(name)?;
        Ok(Self { keep, ..Self::of(Input::Layer(batches), name, Form::Layer, Vec::new()) })
    }

    /// Begins to read a GeoJSON collection, whatever its name.
    pub(super) fn collection(reader: R, name: &str) -> Self {
        Self::of(Input::Raw(reader), name, Form::Collection, Vec::new())
    }

    fn of(reader: Input<R>, name: &str, form: Form, carry: Vec<u8>) -> Self {
        let (name, rows) = (name.to_owned(), Vec::new().into_iter());
        let (cutter, warnings) = (Cutter::default(), Vec::new());
        Self { reader, name, form, carry, line: 1, number: 1, ended: false, cutter, rows, warnings, keep: true }
    }

    /// What parses the blocks.
    #[must_use]
    pub fn parser(&self) -> PointParser {
        PointParser { name: self.name.clone(), form: self.form.clone(), keep: self.keep }
    }

    /// The members of a table's rows that are kept, in their order; empty for the other forms.
    #[must_use]
    pub fn table_header(&self) -> Option<&[String]> {
        match &self.form {
            Form::Table(layout) | Form::Cells(layout) => Some(layout.header()),
            _ => None,
        }
    }

    /// The next block; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// An I/O error.
    pub fn next_block(&mut self) -> io::Result<Option<Block>> {
        match self.form {
            Form::Collection => self.next_features(),
            #[cfg(feature = "vector")]
            Form::Layer => self.next_batch(),
            Form::Cells(_) => {
                /// Rows in a block: enough to be worth another thread.
                const ROWS: usize = 1_024;
                let rows: Vec<Cells> = self.rows.by_ref().take(ROWS).collect();
                let block = Block { rows, first_line: 1, first_number: 1, ..Block::default() };
                Ok((!block.rows.is_empty()).then_some(block))
            }
            _ => self.next_rows(),
        }
    }

    fn fill(&mut self) -> io::Result<bool> {
        let before = self.carry.len();
        self.reader.by_ref().take(BLOCK as u64).read_to_end(&mut self.carry)?;
        self.ended = self.carry.len() == before;
        Ok(!self.ended)
    }

    fn next_rows(&mut self) -> io::Result<Option<Block>> {
        let quotes = matches!(self.form, Form::Table(_));
        loop {
            let end = if self.ended {
                self.carry.len()
            } else if self.carry.len() >= BLOCK {
                super::table::last_end(&self.carry, quotes)
            } else {
                0
            };
            if end > 0 {
                let rest = self.carry.split_off(end);
                let bytes = std::mem::replace(&mut self.carry, rest);
                let first_line = self.line;
                self.line += memchr::memchr_iter(b'\n', &bytes).count();
                return Ok(Some(Block { bytes, first_line, first_number: 1, ..Block::default() }));
            }
            if self.ended {
                return Ok(None);
            }
            if self.carry.len() > MOST_RECORD {
                return Err(endless(self.line));
            }
            self.fill()?;
        }
    }

    #[cfg(feature = "vector")]
    fn next_batch(&mut self) -> io::Result<Option<Block>> {
        let Input::Layer(batches) = &mut self.reader else { return Ok(None) };
        let Some(layer) = batches.find(|batch| !matches!(batch, Ok(layer) if layer.is_empty())) else {
            return Ok(None);
        };
        let block = Block { layer: layer?, first_line: 1, first_number: self.number, ..Block::default() };
        self.number += block.layer.len();
        Ok(Some(block))
    }

    fn next_features(&mut self) -> io::Result<Option<Block>> {
        loop {
            let bytes = std::mem::take(&mut self.carry);
            self.cutter.feed(&bytes);
            if self.cutter.held() >= BLOCK || self.ended {
                let (bytes, pieces) = if self.ended { self.cutter.finish() } else { self.cutter.take() };
                let first_number = self.number;
                self.number += pieces.len();
                if !pieces.is_empty() {
                    return Ok(Some(Block { bytes, pieces, first_line: 1, first_number, ..Block::default() }));
                }
                if self.ended {
                    return Ok(None);
                }
                if self.cutter.held() > MOST_RECORD {
                    return Err(endless(self.line));
                }
            }
            self.fill()?;
        }
    }

    /// What is wrong with the file around its records; to be asked at the end.
    #[must_use]
    pub fn problems_around(&self) -> Vec<Problem> {
        self.around().and_then(Result::err).map(|p| *p).into_iter().collect()
    }

    /// The file without its features, or what is wrong with it; `None` if the features are in no collection.
    ///
    /// To be asked when all blocks were read.
    pub(super) fn around(&self) -> Option<Result<Document, Box<Problem>>> {
        let Form::Collection = self.form else { return None };
        let document = Document::parse(&self.name, self.cutter.around()?);
        Some(document.and_then(|document| features(&document).map(drop).map(|()| document)))
    }
}

/// That a collection is in another system than WGS84, where its first bytes say so: before a row of it is written.
fn foreign(head: &[u8], name: &str) -> Option<Box<Problem>> {
    let mut cutter = Cutter::default();
    cutter.feed(head);
    let around = Document::parse(name, &cutter.around_so_far()?).ok()?;
    features(&around).err().filter(|p| p.field.as_deref() == Some("crs"))
}

/// Whether a name in small letters is that of a column that can be read.
fn is_known(name: &str, columns: &TableColumns) -> bool {
    let asked = [&columns.lon, &columns.lat, &columns.id, &columns.radius];
    is_usual(name) || asked.into_iter().flatten().any(|a| a.trim().to_lowercase() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything of a file, read through a reader that gives little at a time.
    fn read(name: &str, bytes: &[u8]) -> (Vec<String>, usize, usize, Vec<Problem>) {
        struct Drip<'a>(&'a [u8]);
        impl Read for Drip<'_> {
            fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
                let n = self.0.len().min(7).min(to.len());
                to[..n].copy_from_slice(&self.0[..n]);
                self.0 = &self.0[n..];
                Ok(n)
            }
        }
        let mut source = match PointSource::open(Drip(bytes), name, &TableColumns::default(), true).unwrap() {
            Ok(source) => source,
            Err(problem) => return (Vec::new(), 0, 0, vec![*problem]),
        };
        let parser = source.parser();
        let (mut ids, mut count, mut rejected, mut problems) = (Vec::new(), 0, 0, Vec::new());
        while let Some(block) = source.next_block().unwrap() {
            let mut parsed = parser.parse(&block);
            ids.extend(parsed.points.iter().map(|p| p.id.to_string()));
            count += parsed.read;
            rejected += parsed.rejected;
            problems.append(&mut parsed.problems);
        }
        problems.extend(source.problems_around());
        (ids, count, rejected, problems)
    }

    #[test]
    fn formats_are_distinguished() {
        assert_eq!(PointsFormat::guess("-", b"id,lon,lat\n"), PointsFormat::Table);
        assert_eq!(PointsFormat::guess("-", b"{\"type\":\n\"Point\"}"), PointsFormat::GeoJson);
        assert_eq!(PointsFormat::guess("-", b"{\"type\":\"Point\"}\n{\"type\":\"Point\"}\n"), PointsFormat::Lines);
        assert_eq!(PointsFormat::guess("-", b"\x1E{}"), PointsFormat::Lines);
        assert_eq!(PointsFormat::guess("a.TSV", b"{"), PointsFormat::Table);
    }

    #[test]
    fn bad_rows_are_reported_with_their_line_and_counted() {
        let table = "\u{feff}id,Longitude,Latitude\na,68.8,38.5\nb,x,38\n\"c\nc\",38.5,168.8\n,70,37\nd,,\n";
        let (ids, read, rejected, problems) = read("p.csv", table.as_bytes());
        assert_eq!((read, rejected), (5, 3));
        assert_eq!(problems.iter().map(|p| p.line.unwrap()).collect::<Vec<_>>(), [3, 4, 7]);
        assert!(problems[1].hint.as_ref().unwrap().contains("lon 168.8, lat 38.5"));
        assert_eq!(ids, ["a", "6"]);
    }

    #[test]
    fn sequences_keep_the_number_of_their_line() {
        let text = "\x1E{\"type\":\"Point\",\"coordinates\":[1,2]}\n\n\x1E{\"type\":\"Point\"}\n{";
        let (ids, read, rejected, problems) = read("p.geojsons", text.as_bytes());
        assert_eq!((read, rejected), (3, 2));
        assert_eq!(ids, ["1"]);
        assert_eq!(problems.iter().map(|p| p.line.unwrap()).collect::<Vec<_>>(), [3, 4]);
    }

    #[test]
    fn collections_are_cut_feature_by_feature() {
        let feature = |i: usize| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"features\":[{{}}],\"t\":\"}}]\\\"{{\"}},\"id\":\"f{i}\",\
                 \"geometry\":{{\"type\":\"Point\",\"coordinates\":[{i},2]}}}}"
            )
        };
        let text = format!(
            "{{\"a\":{{\"features\":[1]}},\"type\":\"FeatureCollection\",\n\"features\": [\n{},\n{} , {}]\n, \"z\":[[]]}}",
            feature(1),
            feature(2),
            feature(300)
        );
        let (ids, count, rejected, problems) = read("p.geojson", text.as_bytes());
        assert_eq!((ids.join(" ").as_str(), count, rejected), ("f1 f2", 3, 1));
        assert_eq!(problems.iter().map(|p| p.line.unwrap()).collect::<Vec<_>>(), [4]);
        let (ids, ..) =
            read("-", b"{\"type\":\"Feature\",\"id\":7,\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}");
        assert_eq!(ids, ["7"]);
        let (_, count, rejected, problems) = read("-", &text.as_bytes()[..text.len() / 2]);
        assert!(
            count - rejected == 1 && problems.iter().any(|p| p.message.contains("ends in the middle")),
            "{problems:?}"
        );
        let crs = "{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{\"properties\":{\"name\":\"EPSG:32642\"}}}";
        assert!(read("-", crs.as_bytes()).3[0].message.contains("not in WGS84"));
    }
}
