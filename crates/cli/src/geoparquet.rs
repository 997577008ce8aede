//! GeoParquet, in a program built with it; without it, a word on how to get it.

#[cfg(feature = "geoparquet")]
pub use with::Parquet;
#[cfg(not(feature = "geoparquet"))]
pub use without::Parquet;

#[cfg(feature = "geoparquet")]
mod with {
    use std::fs::File;
    use std::io::BufWriter;
    use std::path::{Path, PathBuf};

    use crate::console::{Failure, deliver_scratch, scratch, unmade};
    use marz::export::{GeoParquet, Layer, Row};
    use marz::ledger::Scratch;

    /// A layer on its way to a file.
    pub struct Parquet {
        file: GeoParquet<BufWriter<File>>,
        scratch: Scratch,
        output: PathBuf,
    }

    impl Parquet {
        pub fn begin(output: &Path, layer: Layer) -> Result<Self, Failure> {
            let scratch = scratch(output)?;
            let unwritten = |source| Failure::Unwritten { path: output.to_path_buf(), source };
            let file = File::options().write(true).open(scratch.path()).map_err(unwritten)?;
            let file = GeoParquet::begin(BufWriter::new(file), layer).map_err(unmade(output))?;
            Ok(Self { file, scratch, output: output.to_path_buf() })
        }

        pub fn put(&mut self, row: Row) -> Result<(), Failure> {
            self.file.push(row).map_err(unmade(&self.output))
        }

        pub fn end(self) -> Result<String, Failure> {
            let written = self.file.finish().map_err(unmade(&self.output))?;
            deliver_scratch(&self.output, self.scratch)?;
            Ok(format!("{written} rows written"))
        }
    }
}

#[cfg(not(feature = "geoparquet"))]
mod without {
    use std::path::Path;

    use crate::console::Failure;
    use marz::export::{Layer, Row};

    /// There is none.
    pub enum Parquet {}

    impl Parquet {
        pub fn begin(_: &Path, _: Layer) -> Result<Self, Failure> {
            let hint = "build it with it: cargo install --path . --locked --features geoparquet".to_owned();
            Err(Failure::usage("this marz was built without GeoParquet", hint))
        }

        pub fn put(&mut self, _: Row) -> Result<(), Failure> {
            match *self {}
        }

        pub fn end(self) -> Result<String, Failure> {
            match self {}
        }
    }
}
