//! SHA-256 of files and streams, in hexadecimal digits.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// The SHA-256 (FIPS 180-4) of some bytes in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A reader that keeps the SHA-256 of everything that is read through it.
pub struct Hashed<R> {
    inner: R,
    hash: Hash,
}

/// The SHA-256 of what was read so far; shared with the reader.
#[derive(Debug, Clone, Default)]
pub struct Hash(Arc<Mutex<Sha256>>);

impl<R: Read> Hashed<R> {
    /// Begins with nothing read.
    pub fn new(inner: R) -> (Self, Hash) {
        let hash = Hash::default();
        (Self { inner, hash: hash.clone() }, hash)
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(to)?;
        self.hash.update(to.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl Hash {
    /// Adds bytes behind those so far.
    pub fn update(&self, bytes: &[u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).update(bytes);
    }

    /// The hash in hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        let hash = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone().finalize();
        digits(&hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        let (mut reader, hash) = Hashed::new(&b"abc"[..]);
        io::copy(&mut reader, &mut io::sink()).unwrap();
        assert_eq!(hash.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
