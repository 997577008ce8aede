//! A ZIP archive of one stored file, as QGIS keeps its projects.

use flate2::Crc;

/// The archive (APPNOTE.TXT 6.3, method 0): readable by its owner and others, changed on the first day of 1980, since no clock is read.
///
/// # Range
///
/// Names and files shorter than 64 KiB and 4 GiB.
pub fn archive_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    const VERSION: [u8; 2] = [10, 0];
    const UNIX: u8 = 3;
    const FILE_OF_UNIX: u32 = 0o100_644 << 16;
    // Without flags, compression and time; the day is the 33rd: year 0, month 1, day 1.
    const PLAIN: [u8; 8] = [0, 0, 0, 0, 0, 0, 33, 0];
    let mut crc = Crc::new();
    crc.update(bytes);
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    let name_length = u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes();
    let facts = [&VERSION[..], &PLAIN, &crc.sum().to_le_bytes(), &length, &length, &name_length, &[0, 0]].concat();
    let local = [b"PK\x03\x04", facts.as_slice(), name.as_bytes(), bytes].concat();
    let directory = [
        b"PK\x01\x02",
        &[VERSION[0], UNIX][..],
        &facts,
        // No comment, on the first disk, as bytes.
        &[0; 6],
        &FILE_OF_UNIX.to_le_bytes(),
        // Where it begins.
        &[0; 4],
        name.as_bytes(),
    ]
    .concat();
    let count = 1_u16.to_le_bytes();
    let at = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
    let end = [b"PK\x05\x06", &[0; 4][..], &count, &count, &at(directory.len()), &at(local.len()), &[0, 0]].concat();
    [local, directory, end].concat()
}

#[cfg(all(test, feature = "import"))]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn another_reader_finds_the_file() {
        let mut archive = zip::ZipArchive::new(Cursor::new(archive_of("marz.qgs", b"<qgis/>"))).unwrap();
        assert_eq!(archive.len(), 1);
        let mut file = archive.by_name("marz.qgs").unwrap();
        assert_eq!((file.unix_mode(), file.size()), (Some(0o100_644), 7));
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "<qgis/>");
    }
}
