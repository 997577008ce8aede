//! A newer edition of the world's data: put in use, seen in every product, refused where it is broken, and put away again.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod support;

use support::{files, root, text};

/// The program in a folder, with the user's editions in `data` beside it.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out: Output = Command::new(env!("CARGO_BIN_EXE_marz"))
        .args(args)
        .current_dir(folder)
        .env("MARZ_DATA_DIR", folder.join("data"))
        .output()
        .unwrap();
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

/// The frames of a pack, as they stand in the file.
fn frames(pack: &[u8]) -> Vec<Vec<u8>> {
    let number = |i: usize| usize::try_from(u32::from_le_bytes(pack[4 * i..4 * i + 4].try_into().unwrap())).unwrap();
    let head = 4 * (number(0) + 1);
    (0..number(0)).map(|i| pack[head + if i == 0 { 0 } else { number(i) }..head + number(i + 1)].to_vec()).collect()
}

fn packed(frames: &[Vec<u8>]) -> Vec<u8> {
    let mut out = u32::try_from(frames.len()).unwrap().to_le_bytes().to_vec();
    let mut end = 0;
    for frame in frames {
        end += u32::try_from(frame.len()).unwrap();
        out.extend(end.to_le_bytes());
    }
    out.extend(frames.concat());
    out
}

/// A zstd frame of blocks that are not compressed (RFC 8878).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x28, 0xb5, 0x2f, 0xfd, 0xa0];
    out.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
    let blocks: Vec<&[u8]> = bytes.chunks(100_000).collect();
    for (i, block) in blocks.iter().enumerate() {
        let head = u32::try_from(block.len()).unwrap() << 3 | u32::from(i + 1 == blocks.len());
        out.extend(&head.to_le_bytes()[..3]);
        out.extend(*block);
    }
    out
}

/// A package of the embedded data under the name of another edition.
fn package(folder: &Path, edition: &str) -> PathBuf {
    let (from, to) = (root().join("crates/world/data"), folder.join(edition));
    fs::create_dir_all(to.join("data")).unwrap();
    for name in files(&from).iter().filter(|name| name.ends_with(".pack")) {
        let mut bytes = fs::read(from.join(name)).unwrap();
        if name == "borders.pack" {
            let mut all = frames(&bytes);
            let mut index = String::new();
            ruzstd::decoding::StreamingDecoder::new(&all[0][..]).unwrap().read_to_string(&mut index).unwrap();
            let renamed = index.replacen("\"2026e\"", &format!("\"{edition}\""), 1);
            assert!(renamed != index);
            all[0] = stored(renamed.as_bytes());
            bytes = packed(&all);
        }
        fs::write(to.join("data").join(name), bytes).unwrap();
    }
    sums(&to);
    to
}

fn sums(package: &Path) {
    let data = package.join("data");
    let line = |name: &String| format!("{}  {name}\n", marz::ledger::sha256(&fs::read(data.join(name)).unwrap()));
    let all: String = files(&data).iter().filter(|name| name.ends_with(".pack")).map(line).collect();
    fs::write(data.join("SHA256SUMS"), all).unwrap();
}

#[test]
fn the_checksums_are_those_of_the_data() {
    let data = root().join("crates/world/data");
    let line = |name: &&str| format!("{}  {name}\n", marz::ledger::sha256(&fs::read(data.join(name)).unwrap()));
    let mut names = files(&data);
    names.retain(|name| name.ends_with(".pack"));
    names.sort();
    let now: String = names.iter().map(|name| line(&name.as_str())).collect();
    if std::env::var_os("MARZ_BLESS").is_some() {
        fs::write(data.join("SHA256SUMS"), &now).unwrap();
    }
    assert_eq!(now, fs::read_to_string(data.join("SHA256SUMS")).unwrap(), "MARZ_BLESS=1 writes them");
}

#[test]
fn a_newer_edition_counts_until_it_is_put_away() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let newer = package(here, "2027a");
    let (_, before, _) = run(here, &["world"]);
    assert!(before.contains("2026e") && before.contains("the program"), "{before}");
    let (code, _, said) = run(here, &["world", "update", "2027a"]);
    assert!(code == 0 && said.contains("edition 2027a is in use from now on, in place of 2026e"), "{said}");
    let state: serde_json::Value = serde_json::from_str(&run(here, &["world", "--format", "json"]).1).unwrap();
    assert_eq!(
        (&state["edition"], &state["embedded_edition"], &state["borders"]),
        (&"2027a".into(), &"2026e".into(), &325.into())
    );
    assert!(run(here, &["version"]).1.contains("world edition     2027a"));
    assert!(run(here, &["--version"]).1.contains("world edition     2027a"));
    assert!(run(here, &["border", "list"]).1.contains("325 borders, edition 2027a"));
    // The files of the package are no longer needed.
    fs::remove_dir_all(&newer).unwrap();
    // Products name the edition that they are made from; the embedded one stays at hand.
    for (code, edition) in
        [("KHM-THA", "KHM-THA@2027a"), ("KHM-THA@2026e", "KHM-THA@2026e"), ("th-kh@2027a", "KHM-THA@2027a")]
    {
        let info = run(here, &["border", "info", "--border", code, "--format", "json"]);
        assert!(info.1.contains(&format!("\"edition\": \"{edition}\"")), "{code}: {} {}", info.1, info.2);
    }
    for (name, code) in [("new", "KHM-THA"), ("old", "KHM-THA@2026e")] {
        assert_eq!(run(here, &["init", name, "--border", code]).0, 0);
    }
    let line = |name: &str| fs::read_to_string(here.join(name).join("data/border.geojson")).unwrap();
    assert!(line("new").contains("KHM-THA@2027a") && line("old").contains("KHM-THA@2026e"));
    let readme = fs::read_to_string(here.join("old/data/README.md")).unwrap();
    assert!(readme.contains("edition 2026e") && !readme.contains("2027a"));
    // So does contested ground, also of a border that is not of the edition in use.
    assert_eq!(run(here, &["init", "contested", "--border", "SDN-SSD@2026e"]).0, 0);
    let contested = fs::read_to_string(here.join("contested/data/contested.geojson")).unwrap();
    assert!(contested.contains("2026e") && !contested.contains("2027"), "{contested}");
    let (code, _, said) = run(here, &["border", "info", "--border", "AFG-TJK@2026c"]);
    assert!(code == 2 && said.contains("there is no edition '2026c' here, only 2027a and 2026e"), "{said}");
    assert_eq!(run(here, &["world", "--format", "json", "reset"]).0, 2);
    // Neither the same again nor an older one.
    for (edition, expected) in
        [("2027a", "edition 2027a is in use already"), ("2026f", "edition 2026f is older than 2027a")]
    {
        package(here, edition);
        let (code, _, said) = run(here, &["world", "update", edition]);
        assert!(code == 2 && said.contains(expected), "{said}");
    }
    // A newer one, packed as crates are, takes its place, and the files of the one before are removed.
    let file = fs::File::create(here.join("newer.crate")).unwrap();
    let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    archive.append_dir_all("marz-world-0.3.0", package(here, "2027b")).unwrap();
    archive.into_inner().unwrap().finish().unwrap();
    assert_eq!(run(here, &["world", "update", "newer.crate"]).0, 0);
    assert!(here.join("data/world/2027b").is_dir() && !here.join("data/world/2027a").exists());
    // Damaged where it is kept: nothing goes on, and the way back works.
    let kept = here.join("data/world/2027b/lakes.pack");
    fs::write(&kept, b"damaged").unwrap();
    let (code, _, said) = run(here, &["border", "list"]);
    assert!(code == 2 && said.contains("lakes.pack is damaged") && said.contains("marz world reset"), "{said}");
    let (code, _, said) = run(here, &["world", "reset"]);
    assert!(code == 0 && said.contains("edition 2026e of the program is in use again"), "{said}");
    assert!(run(here, &["border", "list"]).1.contains("edition 2026e") && !here.join("data/world/2027b").exists());
    assert!(run(here, &["world", "reset"]).2.contains("in use already"));
    // A dossier of an edition that has gone has its own files.
    assert_eq!(run(here, &["check", "--dossier", "new"]).0, 0);
}

#[test]
fn what_is_no_newer_edition_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let refused = |path: &str, expected: &str| {
        let (code, _, said) = run(here, &["world", "update", path]);
        assert!(code == 2 && said.contains(expected), "{path}: {said}");
        assert!(!here.join("data").exists(), "{path}");
    };
    refused("nowhere", "cannot read");
    fs::create_dir(here.join("empty")).unwrap();
    refused("empty", "SHA256SUMS is missing");
    fs::write(here.join("plain.crate"), "no archive").unwrap();
    refused("plain.crate", "is no such package");
    // As many entries as no package has.
    let file = fs::File::create(here.join("many.crate")).unwrap();
    let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    for i in 0..10_001 {
        let mut header = tar::Header::new_ustar();
        header.set_size(0);
        archive.append_data(&mut header, format!("marz-world-0.3.0/{i}"), std::io::empty()).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap();
    refused("many.crate", "entries");
    refused(root().join("crates/world").to_str().unwrap(), "edition 2026e is inside this program already");
    package(here, "2026c");
    refused("2026c", "edition 2026c is older than 2026e");
    package(here, "latest");
    refused("latest", "its edition is called 'latest'");
    let damaged = package(here, "2027a");
    let file = damaged.join("data/places.pack");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 10]).unwrap();
    refused("2027a", "places.pack is damaged");
    // With checksums to match, what is inside counts.
    sums(&damaged);
    refused("2027a", "places.pack cannot be used: it has");
    fs::remove_file(&file).unwrap();
    refused("2027a", "places.pack is missing");
    let mut all = frames(&whole);
    all[3] = stored(b"not\ta\tplace\n");
    fs::write(&file, packed(&all)).unwrap();
    sums(&damaged);
    refused("2027a", "has a line that is no place: not");
}

#[test]
fn an_edition_that_the_program_has_overtaken_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let kept = here.join("data/world");
    fs::create_dir_all(&kept).unwrap();
    fs::rename(package(here, "2026a").join("data"), kept.join("2026a")).unwrap();
    fs::write(kept.join("in-use"), "2026a\n").unwrap();
    let (code, out, said) = run(here, &["world"]);
    assert!(code == 0 && out.contains("2026a: the program has it, or a newer one"), "{out}{said}");
    assert!(run(here, &["border", "list"]).1.contains("325 borders, edition 2026e"));
    assert_eq!(run(here, &["world", "reset"]).0, 0);
    assert!(!run(here, &["world"]).1.contains("2026a") && !kept.join("2026a").exists());
}
