//! A layer as the crate holds it: frames packed by zstd (RFC 8878), each unpacked only when it is read.

use std::borrow::Cow;
use std::io::Read as _;

use geo::{Coord, LineString, MultiLineString, MultiPolygon};
use ruzstd::decoding::StreamingDecoder;
use serde::de::DeserializeOwned;

use crate::twkb;

/// A file of frames: their count, their ends counted from the end of this head (all 32-bit little-endian), then the frames.
pub struct Pack(Cow<'static, [u8]>);

/// A frame unpacks to so many bytes at most; the largest of the embedded edition has some 5 MB.
const MOST_BYTES: u64 = 1 << 26;

/// A file has so many frames at most.
const MOST_FRAMES: usize = 100_000;

impl Pack {
    pub const fn embedded(bytes: &'static [u8]) -> Self {
        Self(Cow::Borrowed(bytes))
    }

    pub fn read(bytes: Vec<u8>) -> Self {
        Self(Cow::Owned(bytes))
    }

    fn number(&self, i: usize) -> usize {
        let bytes = self.0.get(i * 4..i * 4 + 4).and_then(|b| b.try_into().ok()).unwrap_or_default();
        usize::try_from(u32::from_le_bytes(bytes)).unwrap_or_default()
    }

    /// The bytes of a frame as they stand in the file; empty if there is no such frame.
    pub fn stored(&self, frame: usize) -> &[u8] {
        let count = self.number(0);
        let head = (count + 1) * 4;
        let from = if frame == 0 { 0 } else { self.number(frame) };
        let range = head + from..head + self.number(frame + 1);
        if frame < count { self.0.get(range).unwrap_or_default() } else { &[] }
    }

    /// The bytes of a frame, unpacked; empty if there is no such frame. Only a build gone wrong has a broken one: tests and
    /// [`NewEdition::check`](crate::NewEdition::check) read all.
    pub fn bytes(&self, frame: usize) -> Vec<u8> {
        self.unpacked(frame).unwrap_or_default()
    }

    /// The bytes of a frame, unpacked; else what is wrong with it.
    pub fn unpacked(&self, frame: usize) -> Result<Vec<u8>, String> {
        let decoder = StreamingDecoder::new(self.stored(frame)).map_err(|e| format!("cannot be unpacked: {e}"))?;
        let mut bytes = Vec::new();
        decoder.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|e| format!("cannot be unpacked: {e}"))?;
        if u64::try_from(bytes.len()).is_ok_and(|n| n <= MOST_BYTES) {
            Ok(bytes)
        } else {
            Err("is too large".to_owned())
        }
    }

    /// Whether the file is as long as its head says, and its frames follow one another; else what is wrong.
    pub fn check_head(&self) -> Result<(), String> {
        let count = self.number(0);
        if count == 0 || count > MOST_FRAMES {
            return Err(format!("it has {count} frames, expected 1 to {MOST_FRAMES}"));
        }
        let ends: Vec<usize> = (1..=count).map(|i| self.number(i)).collect();
        let expected = ends.last().map_or(0, |last| (count + 1) * 4 + last);
        if expected != self.0.len() {
            return Err(format!("it has {} bytes, and its head says {expected}", self.0.len()));
        }
        if ends.is_sorted() { Ok(()) } else { Err("its frames do not follow one another".to_owned()) }
    }

    /// The same as text.
    pub fn text(&self, frame: usize) -> String {
        String::from_utf8(self.bytes(frame)).unwrap_or_default()
    }

    /// The same as JSON.
    pub fn json<T: DeserializeOwned + Default>(&self, frame: usize) -> T {
        serde_json::from_slice(&self.bytes(frame)).unwrap_or_default()
    }

    /// The same as lines.
    pub fn lines(&self, frame: usize) -> Vec<Vec<Coord>> {
        twkb::lines(&self.bytes(frame)).unwrap_or_default()
    }

    /// The same as areas.
    pub fn areas(&self, frame: usize) -> MultiPolygon {
        twkb::areas(&self.bytes(frame)).unwrap_or_else(|| MultiPolygon(Vec::new()))
    }

    /// How many frames there are.
    pub fn count(&self) -> usize {
        self.number(0)
    }
}

/// Lines as a geometry.
pub fn multi(lines: Vec<Vec<Coord>>) -> MultiLineString {
    MultiLineString(lines.into_iter().map(LineString).collect())
}
