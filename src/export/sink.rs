//! Output targets: a file, written atomically, or a stream.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, unreadable};
use crate::ledger::{Draft, TempFile};

/// The target of an output: a file, or a stream such as stdout.
#[derive(Debug, Clone)]
pub struct Target {
    path: PathBuf,
    stream: Option<fn() -> Box<dyn Write + Send>>,
}

impl Target {
    /// A file; a temporary file beside it is written and renamed, so that it is complete or unchanged.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), stream: None }
    }

    /// A stream, with its name in messages.
    #[must_use]
    pub fn stream(name: impl Into<PathBuf>, open: fn() -> Box<dyn Write + Send>) -> Self {
        Self { path: name.into(), stream: Some(open) }
    }

    /// The path of the file, or the name of the stream.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a file: neither a stream nor a path at which a pipe or device stands, such as `/dev/stdout`.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.stream.is_none() && std::fs::metadata(&self.path).map_or(true, |there| there.is_file())
    }

    /// Begins an output that is written sequentially.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] if the file cannot be created.
    pub fn begin(&self) -> Result<OutputSink, Error> {
        let into = match self.stream {
            Some(open) => Destination::Stream(open()),
            None => Destination::File(Draft::begin(&self.path)?),
        };
        Ok(OutputSink { path: self.path.clone(), into })
    }

    /// Writes a whole output.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut sink = self.begin()?;
        sink.put(bytes)?;
        sink.commit()
    }

    /// Begins an output that is not written sequentially, such as a database; [`Target::commit_temp_file`] moves it to the target.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] if the file cannot be created.
    pub fn temp_file(&self) -> Result<TempFile, Error> {
        let made = if self.stream.is_some() { TempFile::elsewhere() } else { TempFile::begin(&self.path) };
        Ok(made?)
    }

    /// Moves such a file to the target, or copies it to the stream.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn commit_temp_file(&self, temp: TempFile) -> Result<(), Error> {
        if self.stream.is_none() {
            return Ok(temp.commit()?);
        }
        let mut sink = self.begin()?;
        let mut file = File::open(temp.path()).map_err(unreadable(temp.path()))?;
        let mut block = vec![0; 1 << 16];
        loop {
            match file.read(&mut block).map_err(unreadable(temp.path()))? {
                0 => return sink.commit(),
                count => sink.put(block.get(..count).unwrap_or_default())?,
            }
        }
    }
}

enum Destination {
    File(Draft),
    Stream(Box<dyn Write + Send>),
}

/// An output being written.
pub struct OutputSink {
    path: PathBuf,
    into: Destination,
}

impl OutputSink {
    /// Writes the next bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Unwritten`] naming the target.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = match &mut self.into {
            Destination::File(draft) => draft.write_all(bytes),
            Destination::Stream(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        };
        written.map_err(|source| Error::Unwritten { path: self.path.clone(), source })
    }

    /// Moves the file to its target.
    ///
    /// # Errors
    ///
    /// [`Error::Write`]; the target is then as it was.
    pub fn commit(self) -> Result<(), Error> {
        match self.into {
            Destination::File(draft) => Ok(draft.commit()?),
            Destination::Stream(mut stream) => {
                stream.flush().map_err(|source: io::Error| Error::Unwritten { path: self.path, source })
            }
        }
    }
}

/// An output of many parts, with a head, separators and a tail.
pub struct Listing {
    sink: OutputSink,
    between: &'static str,
    tail: String,
    count: usize,
}

impl Listing {
    /// Begins the output with its head.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn begin(target: &Target, head: &[u8], between: &'static str, tail: &str) -> Result<Self, Error> {
        let mut sink = target.begin()?;
        sink.put(head)?;
        Ok(Self { sink, between, tail: tail.to_owned(), count: 0 })
    }

    /// Adds a part.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn put(&mut self, part: &[u8]) -> Result<(), Error> {
        if self.count > 0 {
            self.sink.put(self.between.as_bytes())?;
        }
        self.count += 1;
        self.sink.put(part)
    }

    /// Writes the tail and moves the output to its target; returns the number of parts.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn end(mut self) -> Result<usize, Error> {
        let tail = std::mem::take(&mut self.tail);
        self.end_with(|sink| sink.put(tail.as_bytes()))
    }

    /// The same with a tail that is written only now.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn end_with(mut self, tail: impl FnOnce(&mut OutputSink) -> Result<(), Error>) -> Result<usize, Error> {
        if self.count > 0 && !self.between.is_empty() {
            self.sink.put(b"\n")?;
        }
        tail(&mut self.sink)?;
        self.sink.commit()?;
        Ok(self.count)
    }
}
