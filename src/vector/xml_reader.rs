//! Elements of an XML file as a stream: names without prefixes, attributes, the text between.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// One text of at most so many bytes is kept: the coordinates of a line of some million vertices.
const MOST_TEXT: usize = 1 << 28;

/// What stands in the file.
#[derive(Debug)]
pub enum Part {
    /// An element begins: its name and its attributes.
    Start(String, Vec<(String, String)>),
    /// An element ends: its name, and its text where no other element stands in it.
    End(String, String),
}

/// A stream of elements.
pub struct Elements {
    reader: Reader<Box<dyn BufRead>>,
    buffer: Vec<u8>,
    /// The line on which the next part begins.
    line: usize,
    text: String,
    /// The end of an element that stands as one tag.
    pending: Option<String>,
}

impl Elements {
    /// The elements of a file in the encoding that its first line names, else in UTF-8, or UTF-16 with a mark.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn new(mut source: impl Read + 'static) -> Result<Self, String> {
        let mut head = Vec::new();
        (&mut source).take(256).read_to_end(&mut head).map_err(|e: io::Error| e.to_string())?;
        let declared = String::from_utf8_lossy(&head);
        let label = declared.split_once("encoding=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
        let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        let whole = Cursor::new(head).chain(source);
        let text = DecodeReaderBytesBuilder::new().encoding(encoding).bom_override(true).build(whole);
        let reader = Reader::from_reader(Box::new(BufReader::new(text)) as Box<dyn BufRead>);
        Ok(Self { reader, buffer: Vec::new(), line: 1, text: String::new(), pending: None })
    }

    /// The line on which the last part began.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The next element that begins or ends; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// Where it is no XML, or cut short.
    pub fn next(&mut self) -> Result<Option<Part>, String> {
        if let Some(name) = self.pending.take() {
            return Ok(Some(Part::End(name, String::new())));
        }
        loop {
            // What was read last, the line breaks in a tag too.
            self.line += memchr::memchr_iter(b'\n', &self.buffer).count();
            self.buffer.clear();
            let line = self.line;
            let wrong = |e: &dyn std::fmt::Display| format!("line {line}: {e}");
            let event = self.reader.read_event_into(&mut self.buffer).map_err(|e| wrong(&e))?;
            match event {
                Event::Start(start) => {
                    self.text.clear();
                    return begun(&start).map(Some).map_err(|e| wrong(&e));
                }
                Event::Empty(start) => {
                    let part = begun(&start).map_err(|e| wrong(&e))?;
                    if let Part::Start(name, _) = &part {
                        self.pending = Some(name.clone());
                    }
                    self.text.clear();
                    return Ok(Some(part));
                }
                Event::End(end) => {
                    let name = end.local_name().as_ref().to_owned();
                    return Ok(Some(Part::End(name, std::mem::take(&mut self.text))));
                }
                Event::Text(text) => self.text.push_str(&text.xml10_content()),
                Event::CData(text) => self.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content().into_owned();
                    match reference.resolve_char_ref().map_err(|e| wrong(&e))? {
                        Some(c) => self.text.push(c),
                        None => self.text.push_str(
                            resolve_predefined_entity(&name).ok_or_else(|| wrong(&format!("&{name}; is not known")))?,
                        ),
                    }
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
            if self.text.len() > MOST_TEXT {
                return Err(format!("line {line}: a text of more than {} MB", MOST_TEXT >> 20));
            }
        }
    }
}

fn begun(start: &BytesStart<'_>) -> Result<Part, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| e.to_string())?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(Part::Start(start.local_name().as_ref().to_owned(), attributes))
}
