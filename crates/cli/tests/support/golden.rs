//! Stored expectations that a test can write anew.

use std::fs;
use std::path::Path;

/// What is stored in a golden. With `MARZ_BLESS=1` what was found is written there first, and the message says so: a test
/// that writes its goldens fails, so that nobody takes it for a pass.
///
/// # Errors
///
/// Where the golden was written anew, or cannot be read.
pub fn golden(path: &Path, found: &[u8]) -> Result<Vec<u8>, String> {
    if std::env::var_os("MARZ_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, found).unwrap();
        return Err(format!("{} was written anew: read the difference", path.display()));
    }
    fs::read(path).map_err(|e| format!("{}: {e}; MARZ_BLESS=1 writes it", path.display()))
}

/// Compares a text with its golden, line by line.
pub fn assert_golden(path: &Path, found: &str) {
    let expected = golden(path, found.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    let expected = String::from_utf8(expected).unwrap();
    for (i, (a, b)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(a, b, "line {} of {}; if that is meant: MARZ_BLESS=1", i + 1, path.display());
    }
    assert_eq!(found, expected, "{}", path.display());
}
