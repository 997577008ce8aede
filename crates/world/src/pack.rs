//! A layer as the crate holds it: frames packed by zstd (RFC 8878), each unpacked only when it is read.

use std::io::Read as _;

use geo::{Coord, LineString, MultiLineString, MultiPolygon};
use ruzstd::decoding::StreamingDecoder;
use serde::de::DeserializeOwned;

use crate::twkb;

/// A file of frames: their count, their ends counted from the end of this head (all 32-bit little-endian), then the frames.
#[derive(Clone, Copy)]
pub struct Pack(pub &'static [u8]);

impl Pack {
    fn number(self, i: usize) -> usize {
        let bytes = self.0.get(i * 4..i * 4 + 4).and_then(|b| b.try_into().ok()).unwrap_or_default();
        usize::try_from(u32::from_le_bytes(bytes)).unwrap_or_default()
    }

    /// The bytes of a frame as they stand in the file; empty if there is no such frame.
    pub fn stored(self, frame: usize) -> &'static [u8] {
        let count = self.number(0);
        let head = (count + 1) * 4;
        let from = if frame == 0 { 0 } else { self.number(frame) };
        let range = head + from..head + self.number(frame + 1);
        if frame < count { self.0.get(range).unwrap_or_default() } else { &[] }
    }

    /// The bytes of a frame, unpacked; empty if there is no such frame. Only a build gone wrong has a broken one: tests read all.
    pub fn bytes(self, frame: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Ok(mut decoder) = StreamingDecoder::new(self.stored(frame)) {
            let _ = decoder.read_to_end(&mut bytes);
        }
        bytes
    }

    /// The same as text.
    pub fn text(self, frame: usize) -> String {
        String::from_utf8(self.bytes(frame)).unwrap_or_default()
    }

    /// The same as JSON.
    pub fn json<T: DeserializeOwned + Default>(self, frame: usize) -> T {
        serde_json::from_slice(&self.bytes(frame)).unwrap_or_default()
    }

    /// The same as lines.
    pub fn lines(self, frame: usize) -> Vec<Vec<Coord>> {
        twkb::lines(&self.bytes(frame)).unwrap_or_default()
    }

    /// The same as areas.
    pub fn areas(self, frame: usize) -> MultiPolygon {
        twkb::areas(&self.bytes(frame)).unwrap_or_else(|| MultiPolygon(Vec::new()))
    }

    /// How many frames there are.
    #[cfg(test)]
    pub fn count(self) -> usize {
        self.number(0)
    }
}

/// Lines as a geometry.
pub fn multi(lines: Vec<Vec<Coord>>) -> MultiLineString {
    MultiLineString(lines.into_iter().map(LineString).collect())
}
