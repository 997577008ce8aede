//! Zip archives with a KML or with one Shapefile.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use zip::ZipArchive;

use crate::error::{Error, unreadable};

/// So many bytes are unpacked at most.
const MOST: u64 = 1 << 30;

/// Whether an archive holds files of an ending, for each of these; `None` where it cannot be opened.
pub fn holds<const N: usize>(path: &Path, endings: [&str; N]) -> Option<[bool; N]> {
    let names = names(&ZipArchive::new(File::open(path).ok()?).ok()?);
    Some(endings.map(|ending| names.iter().any(|name| has_ending(name, ending))))
}

/// The names of its entries; one that is no text is none of ours.
fn names(archive: &ZipArchive<File>) -> Vec<String> {
    archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, e)| e.eq_ignore_ascii_case(ending)) && !name.contains("__MACOSX")
}

/// The KML files of a KMZ: `doc.kml` first, which may only link to the others.
pub fn kml_files(path: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut archive = opened(path)?;
    let mut names: Vec<String> = names(&archive).into_iter().filter(|n| has_ending(n, "kml")).collect();
    names.sort_by_key(|name| (name != "doc.kml", name.clone()));
    let mut all = Vec::new();
    let mut rest = MOST;
    for name in names {
        let bytes = unpacked(&mut archive, &name, rest, path)?;
        rest -= bytes.len() as u64;
        all.push((name, bytes));
    }
    Ok(all)
}

/// The parts of the one Shapefile: the bytes of `.shp`, `.dbf`, `.prj` and `.cpg`.
pub fn shapefile(path: &Path) -> Result<[Option<Vec<u8>>; 4], Error> {
    let mut archive = opened(path)?;
    let names = names(&archive);
    let shapes = names.iter().filter(|n| has_ending(n, "shp"));
    let mut stems: Vec<&str> = shapes.filter_map(|n| Some(n.rsplit_once('.')?.0)).collect();
    stems.sort();
    let [stem] = stems.as_slice() else {
        let hint = "unpack it, and give one of them".to_owned();
        let message = format!("{}: it holds {} Shapefiles: {}", path.display(), stems.len(), stems.join(", "));
        return Err(Error::request(message, hint));
    };
    let mut part = |ending: &str| -> Result<Option<Vec<u8>>, Error> {
        let is_it = |name: &&String| name.strip_prefix(*stem).is_some_and(|e| e.eq_ignore_ascii_case(ending));
        names.iter().find(is_it).map(|name| unpacked(&mut archive, name, MOST, path)).transpose()
    };
    Ok([part(".shp")?, part(".dbf")?, part(".prj")?, part(".cpg")?])
}

fn opened(path: &Path) -> Result<ZipArchive<File>, Error> {
    ZipArchive::new(File::open(path).map_err(unreadable(path))?).map_err(|e| broken(path, &e.to_string()))
}

fn unpacked(archive: &mut ZipArchive<File>, name: &str, most: u64, path: &Path) -> Result<Vec<u8>, Error> {
    let entry = archive.by_name(name).map_err(|e| broken(path, &format!("{name}: {e}")))?;
    let mut bytes = Vec::new();
    entry.take(most + 1).read_to_end(&mut bytes).map_err(|e| broken(path, &format!("{name}: {e}")))?;
    match bytes.len() as u64 > most {
        true => Err(broken(path, &format!("{name} is larger than {} MB; unpack it", MOST >> 20))),
        false => Ok(bytes),
    }
}

fn broken(path: &Path, why: &str) -> Error {
    Error::Data(format!("{}: {why}", path.display()))
}
