//! Text in any encoding and with any line ends, as UTF-8 whose lines end with a line feed.

use std::io::{self, Chain, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::columns::nearest;
use crate::read::Problem;

/// What to do with text in an encoding that is not read unasked.
pub const ENCODING_HINT: &str = "save the file with the encoding UTF-8, or name its own: --encoding windows-1251";

/// Bytes of a file that are read to detect its form.
pub const HEAD: usize = 64 * 1024;

/// A stream of text, with its first bytes to look at before it is read.
pub struct Text<R> {
    source: Source<R>,
    /// A lone carriage return ends a line.
    has_bare_returns: bool,
    /// Whether the bytes were turned into UTF-8.
    pub is_decoded: bool,
    /// Whether the first bytes hold letters of UTF-8 beyond ASCII.
    pub has_letters: bool,
}

enum Source<R> {
    Plain(Chain<Cursor<Vec<u8>>, R>),
    Decoded(Box<Decoded<R>>),
}

type Decoded<R> = Chain<Cursor<Vec<u8>>, DecodeReaderBytes<Chain<Cursor<Vec<u8>>, R>, Vec<u8>>>;

/// A stream of text, and its first bytes in UTF-8, which it gives once more.
type Begun<R> = (Text<R>, Vec<u8>);

impl<R: Read> Text<R> {
    /// Detects the encoding of a text of which the first bytes were read already.
    ///
    /// # Errors
    ///
    /// An I/O error, or a [`Problem`] where the text is in another encoding and none was named; it says which it looks like.
    pub fn open(
        mut head: Vec<u8>,
        mut rest: R,
        name: &str,
        asked: Option<&str>,
    ) -> io::Result<Result<Begun<R>, Box<Problem>>> {
        let encoding = match encoding(&head, name, asked) {
            Ok(encoding) => encoding,
            Err(problem) => return Ok(Err(problem)),
        };
        let (source, head) = if encoding == UTF_8 {
            if head.starts_with(b"\xEF\xBB\xBF") {
                head.drain(..3);
                rest.by_ref().take(3).read_to_end(&mut head)?;
            }
            (Source::Plain(Cursor::new(head.clone()).chain(rest)), head)
        } else {
            let mut decoded = DecodeReaderBytesBuilder::new()
                .encoding(Some(encoding))
                .bom_sniffing(true)
                .build(Cursor::new(head).chain(rest));
            let mut head = Vec::new();
            decoded.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
            (Source::Decoded(Box::new(Cursor::new(head.clone()).chain(decoded))), head)
        };
        let has_bare_returns = memchr::memchr(b'\r', &head).is_some() && memchr::memchr(b'\n', &head).is_none();
        let head = if has_bare_returns { with_line_feeds(head) } else { head };
        let has_letters = !head.is_ascii();
        Ok(Ok((Self { source, has_bare_returns, is_decoded: encoding != UTF_8, has_letters }, head)))
    }
}

fn with_line_feeds(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.iter_mut().filter(|b| **b == b'\r').for_each(|b| *b = b'\n');
    bytes
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.source {
            Source::Plain(reader) => reader.read(to),
            Source::Decoded(reader) => reader.read(to),
        }?;
        if self.has_bare_returns {
            to.iter_mut().take(count).filter(|b| **b == b'\r').for_each(|b| *b = b'\n');
        }
        Ok(count)
    }
}

/// So many letters beyond ASCII that are all UTF-8 are no chance: in another encoding each would have to be two or more signs of just
/// the right ranges.
const SURE_LETTERS: usize = 4;

/// Usual names of encodings, for who writes one otherwise.
const NAMES: [&str; 22] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-15",
    "koi8-r",
    "macintosh",
    "gb18030",
    "shift_jis",
    "big5",
];

/// The encoding of a text by its first bytes.
fn encoding(head: &[u8], name: &str, asked: Option<&str>) -> Result<&'static Encoding, Box<Problem>> {
    if let Some(label) = asked {
        let problem = |message: &str| Problem::error(name, message).field("--encoding").found(label);
        let Some(encoding) = Encoding::for_label(label.trim().as_bytes()) else {
            let expected = "a name of the WHATWG list, such as windows-1251, windows-1256, koi8-r or gb18030";
            let problem = problem("there is no encoding of this name").expected(expected);
            let like = nearest(&label.trim().to_lowercase(), NAMES.into_iter());
            return Err(Box::new(match like {
                Some(like) => problem.hint(format!("did you mean {like}?")),
                None => problem,
            }));
        };
        let letters = head.utf8_chunks().next().map_or(0, |c| c.valid().chars().filter(|c| !c.is_ascii()).count());
        if encoding != UTF_8 && letters >= SURE_LETTERS && broken(head).is_none() {
            let problem = problem("the text is in UTF-8, and would be garbled in another encoding");
            return Err(Box::new(problem.expected("utf-8").hint("leave --encoding out")));
        }
        return Ok(encoding);
    }
    if let Some(encoding) = utf16(head) {
        return Ok(encoding);
    }
    match broken(head) {
        None => Ok(UTF_8),
        // Text in UTF-8 of which single rows are broken.
        Some((_, letters, errors)) if letters > 4 * errors => Ok(UTF_8),
        Some((line, ..)) => Err(Box::new(foreign(head, name, line))),
    }
}

/// UTF-16 with a byte order mark, or without where every other byte is 0.
pub fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if head.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match (even, odd) {
        (0, odd) if half > 8 && odd * 4 > half => Some(UTF_16LE),
        (even, 0) if half > 8 && even * 4 > half => Some(UTF_16BE),
        _ => None,
    }
}

/// The line of the first byte that is not UTF-8, how many letters beyond ASCII there are, and how many broken places; `None` if all
/// is UTF-8, but for a letter that the end cuts.
fn broken(head: &[u8]) -> Option<(usize, usize, usize)> {
    let (mut line, mut letters, mut errors, mut first) = (1, 0, 0, None);
    let mut rest = head.utf8_chunks().peekable();
    while let Some(chunk) = rest.next() {
        line += memchr::memchr_iter(b'\n', chunk.valid().as_bytes()).count();
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        if !chunk.invalid().is_empty() && (rest.peek().is_some() || head.len() < HEAD) {
            errors += 1;
            first = first.or(Some(line));
        }
    }
    first.map(|line| (line, letters, errors))
}

/// The refusal of a text in another encoding, with what it looks like.
pub fn foreign(bytes: &[u8], name: &str, line: usize) -> Problem {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny).name().to_lowercase();
    Problem::error(name, "the text is not in UTF-8 or UTF-16")
        .at(line, 1)
        .found(format!("it looks like {guess}"))
        .expected("UTF-8 or UTF-16")
        .hint(format!("--encoding {guess} reads it, if that is what it is; or save it again as CSV UTF-8"))
}
