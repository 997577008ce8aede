//! Cuts a GeoJSON collection into its features while it streams by, without parsing them.

use std::ops::Range;

/// One element of the list of features.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where it stands in the bytes handed out with it.
    pub bytes: Range<usize>,
    /// The line of the file on which it begins.
    pub line: usize,
}

/// Follows strings and brackets, and nothing else: what is inside an element is the parser's business.
#[derive(Debug)]
pub struct Cutter {
    /// Everything that is not an element of the list, the list itself left as `[]`.
    around: Vec<u8>,
    /// The elements cut and not handed out yet, the last perhaps unfinished.
    elements: Vec<u8>,
    pieces: Vec<Piece>,
    /// Where the unfinished element begins, and its line.
    open: Option<(usize, usize)>,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// The text of the last string at depth 1, as long as it may be the name of the list.
    key: Vec<u8>,
    after_key: bool,
    in_list: bool,
    list_done: bool,
    line: usize,
}

impl Default for Cutter {
    fn default() -> Self {
        Self {
            around: Vec::new(),
            elements: Vec::new(),
            pieces: Vec::new(),
            open: None,
            depth: 0,
            in_string: false,
            escaped: false,
            key: Vec::new(),
            after_key: false,
            in_list: false,
            list_done: false,
            line: 1,
        }
    }
}

impl Cutter {
    /// How many bytes of elements wait.
    pub fn held(&self) -> usize {
        self.elements.len()
    }

    /// The finished elements; an unfinished one stays.
    pub fn take(&mut self) -> (Vec<u8>, Vec<Piece>) {
        let end = self.open.map_or(self.elements.len(), |(start, _)| start);
        let rest = self.elements.split_off(end);
        if let Some((start, _)) = &mut self.open {
            *start = 0;
        }
        (std::mem::replace(&mut self.elements, rest), std::mem::take(&mut self.pieces))
    }

    /// The remaining bytes at the end of the file: an unfinished element as well, or the whole file where it held no list.
    pub fn finish(&mut self) -> (Vec<u8>, Vec<Piece>) {
        if let Some((start, line)) = self.open.take() {
            self.pieces.push(Piece { bytes: start..self.elements.len(), line });
            // The parser reports that the file ends in the middle: once is enough.
            self.around.clear();
        } else if !self.list_done && !self.in_list && !self.around.trim_ascii().is_empty() {
            let bytes = std::mem::take(&mut self.around);
            let all = 0..bytes.len();
            return (bytes, vec![Piece { bytes: all, line: 1 }]);
        }
        (std::mem::take(&mut self.elements), std::mem::take(&mut self.pieces))
    }

    /// The file without its features, for checking its other members; `None` if it was handed out already.
    pub fn around(&self) -> Option<&[u8]> {
        (!self.around.is_empty()).then_some(&self.around)
    }

    /// The members outside the list so far, closed so that they can be parsed; `None` before the list began.
    pub fn around_so_far(&self) -> Option<Vec<u8>> {
        let close: &[u8] = match (self.in_list, self.list_done, self.depth) {
            (true, ..) => b"]}",
            (false, true, 0) => b"",
            (false, true, _) => b"}",
            _ => return None,
        };
        Some([&self.around, close].concat())
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((&byte, after)) = rest.split_first() {
            let (plain, from_plain) = rest.split_at(self.plain(rest));
            if plain.is_empty() {
                self.one(byte);
                self.line += usize::from(byte == b'\n');
                rest = after;
            } else {
                self.elements.extend_from_slice(plain);
                self.line += plain.iter().filter(|b| **b == b'\n').count();
                rest = from_plain;
            }
        }
    }

    /// How many of the next bytes, inside of an element, neither open nor close anything.
    fn plain(&self, bytes: &[u8]) -> usize {
        if !self.in_list || self.depth < 3 || self.escaped {
            return 0;
        }
        let is_text = |b: &u8| *b != b'"' && *b != b'\\';
        let is_plain = |b: &u8| !matches!(b, b'"' | b'{' | b'[' | b'}' | b']');
        let end = if self.in_string {
            bytes.iter().position(|b| !is_text(b))
        } else {
            bytes.iter().position(|b| !is_plain(b))
        };
        end.unwrap_or(bytes.len())
    }

    fn one(&mut self, byte: u8) {
        if self.in_string {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                self.in_string = false;
                self.after_key = self.depth == 1;
            } else if self.depth == 1 && self.key.len() < 16 {
                self.key.push(byte);
            }
            self.keep(byte);
            return;
        }
        match byte {
            b'"' => {
                self.in_string = true;
                self.key.clear();
                self.begin();
                self.keep(byte);
            }
            b'{' | b'[' => {
                let opens_list = byte == b'[' && self.depth == 1 && self.after_key && self.key == b"features";
                if opens_list && !self.list_done && !self.in_list {
                    self.in_list = true;
                    self.around.push(byte);
                } else {
                    self.begin();
                    self.keep(byte);
                }
                self.depth += 1;
                self.after_key = false;
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if self.in_list && self.depth == 1 {
                    self.end();
                    (self.in_list, self.list_done) = (false, true);
                    self.around.push(byte);
                } else {
                    self.keep(byte);
                    if self.in_list && self.depth == 2 {
                        self.end();
                    }
                }
            }
            b',' if self.in_list && self.depth == 2 => self.end(),
            b' ' | b'\t' | b'\r' | b'\n' if self.in_list && self.depth == 2 && self.open.is_none() => {}
            b':' | b' ' | b'\t' | b'\r' | b'\n' => self.keep(byte),
            _ => {
                self.after_key = false;
                self.begin();
                self.keep(byte);
            }
        }
    }

    fn begin(&mut self) {
        if self.in_list && self.depth == 2 && self.open.is_none() {
            self.open = Some((self.elements.len(), self.line));
        }
    }

    fn end(&mut self) {
        if let Some((start, line)) = self.open.take() {
            self.pieces.push(Piece { bytes: start..self.elements.len(), line });
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.in_list { self.elements.push(byte) } else { self.around.push(byte) }
    }
}
