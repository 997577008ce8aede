//! Features as a stream: read on a thread of their own, a few batches ahead of whoever takes them, as they are or as GeoJSON text.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::layer::Reader;
use crate::read::{LayerBatch, LayerFeature};

/// So many batches are made before they are taken.
const AHEAD: usize = 4;

/// So many features make a batch.
const FEATURES: usize = 4_096;
/// So many bytes of text make one.
const BYTES: usize = 1 << 18;

const HEAD: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[\n";
const COMMA: &[u8] = b",\n";
const TAIL: &[u8] = b"\n]}\n";

/// Makes an error of what is wrong with a file.
pub type Broken = Box<dyn Fn(&str) -> io::Error + Send>;

/// Some features of a file.
trait Batch: Default + Send + 'static {
    fn add(&mut self, feature: LayerFeature);
    fn is_full(&self) -> bool;
}

impl Batch for LayerBatch {
    fn add(&mut self, feature: LayerFeature) {
        self.push(feature);
    }

    fn is_full(&self) -> bool {
        self.len() >= FEATURES
    }
}

/// As text, with commas between them.
impl Batch for Vec<u8> {
    fn add(&mut self, feature: LayerFeature) {
        if !self.is_empty() {
            self.extend_from_slice(COMMA);
        }
        feature.write(self);
    }

    fn is_full(&self) -> bool {
        self.len() >= BYTES
    }
}

/// The batches of a layer. An error is the last of them.
struct Batches<B> {
    /// `None` is the end: a thread that goes without it has died.
    made: Receiver<io::Result<Option<B>>>,
    has_ended: bool,
}

impl<B: Batch> Batches<B> {
    /// Begins to read; `broken` makes an error of what is wrong with the file.
    fn new(broken: Broken, reader: Reader) -> Self {
        let (to, made) = sync_channel(AHEAD);
        // Without a thread there is nothing to read: the receiver finds its sender gone.
        let _ = thread::Builder::new().name("layer".to_owned()).spawn(move || make(&broken, reader, &to));
        Self { made, has_ended: false }
    }
}

/// Sends all features in batches; what goes wrong is sent as an error.
fn make<B: Batch>(broken: &Broken, reader: Reader, to: &SyncSender<io::Result<Option<B>>>) {
    let mut batch = B::default();
    let mut put = |feature: LayerFeature| {
        batch.add(feature);
        match batch.is_full() {
            true => to.send(Ok(Some(std::mem::take(&mut batch)))).map_err(|e| e.to_string()),
            false => Ok(()),
        }
    };
    // Where nobody takes them any more nothing is to be said.
    let _ = match reader(&mut put) {
        Ok(()) => to.send(Ok(Some(batch))).and_then(|()| to.send(Ok(None))),
        Err(why) => to.send(Err(broken(&why))),
    };
}

impl<B> Iterator for Batches<B> {
    type Item = io::Result<B>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let next = match self.made.recv() {
            Ok(next) => next.transpose(),
            Err(_) => Some(Err(io::Error::other("the file could not be read to its end"))),
        };
        self.has_ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// The features of a layer in batches; the last may be empty.
pub fn features(broken: Broken, reader: Reader) -> impl Iterator<Item = io::Result<LayerBatch>> + Send {
    Batches::new(broken, reader)
}

/// The features of a layer as the text of a collection.
pub struct FeatureText {
    batches: Batches<Vec<u8>>,
    text: Vec<u8>,
    read: usize,
    is_begun: bool,
}

impl FeatureText {
    /// Begins to read; `broken` makes an error of what is wrong with the file.
    pub fn new(broken: Broken, reader: Reader) -> Self {
        Self { batches: Batches::new(broken, reader), text: HEAD.to_vec(), read: 0, is_begun: false }
    }

    /// What comes next; empty at the end.
    fn next_text(&mut self) -> io::Result<Vec<u8>> {
        if self.batches.has_ended {
            return Ok(Vec::new());
        }
        let Some(mut batch) = self.batches.next().transpose()? else { return Ok(TAIL.to_vec()) };
        if self.is_begun && !batch.is_empty() {
            batch.splice(..0, COMMA.iter().copied());
        }
        self.is_begun |= !batch.is_empty();
        Ok(batch)
    }
}

impl Read for FeatureText {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.read == self.text.len() {
            let has_ended = self.batches.has_ended;
            (self.text, self.read) = (self.next_text()?, 0);
            if has_ended {
                return Ok(0);
            }
        }
        let rest = self.text.get(self.read..).unwrap_or_default();
        let count = rest.len().min(to.len());
        to.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.read += count;
        Ok(count)
    }
}
