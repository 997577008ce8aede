//! Features as a stream of GeoJSON text: made on a thread of their own, a few blocks ahead of whoever reads.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::feature::{Feature, Reader};

/// About so many bytes make a block.
const BLOCK: usize = 1 << 18;
/// So many blocks are made before they are read.
const AHEAD: usize = 4;

const HEAD: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[\n";
const TAIL: &[u8] = b"\n]}\n";

/// Makes an error of what is wrong with a file.
pub type Broken = Box<dyn Fn(&str) -> io::Error + Send>;

/// A collection as text.
pub struct FeatureStream {
    blocks: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    read: usize,
    ended: bool,
}

impl FeatureStream {
    /// Begins to read; `broken` makes an error of what is wrong with the file.
    pub fn new(broken: Broken, reader: Reader) -> Self {
        let (to, blocks) = sync_channel(AHEAD);
        let work = move || make(&broken, reader, &to);
        // Without a thread there is nothing to read: the receiver finds its sender gone.
        let _ = thread::Builder::new().name("vector".to_owned()).spawn(work);
        Self { blocks, block: HEAD.to_vec(), read: 0, ended: false }
    }
}

/// Sends the text of all features; what goes wrong is sent as an error.
fn make(broken: &Broken, reader: Reader, to: &SyncSender<io::Result<Vec<u8>>>) {
    let mut block = Vec::with_capacity(BLOCK + (BLOCK >> 3));
    let mut is_first = true;
    let mut put = |feature: Feature| {
        if !is_first {
            block.extend_from_slice(b",\n");
        }
        is_first = false;
        feature.write(&mut block);
        match block.len() < BLOCK {
            true => Ok(()),
            false => to.send(Ok(std::mem::take(&mut block))).map_err(|e| e.to_string()),
        }
    };
    let done = reader(&mut put);
    let _ = match done {
        Ok(()) => {
            block.extend_from_slice(TAIL);
            to.send(Ok(block)).and_then(|()| to.send(Ok(Vec::new())))
        }
        Err(why) => to.send(Err(broken(&why))),
    };
}

impl Read for FeatureStream {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.read == self.block.len() {
            if self.ended {
                return Ok(0);
            }
            match self.blocks.recv() {
                // An empty block is the end: a thread that ends without one has died.
                Ok(Ok(block)) if block.is_empty() => self.ended = true,
                Ok(block) => (self.block, self.read) = (block?, 0),
                Err(_) => return Err(io::Error::other("the file could not be read to its end")),
            }
        }
        let rest = self.block.get(self.read..).unwrap_or_default();
        let count = rest.len().min(to.len());
        to.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.read += count;
        Ok(count)
    }
}
