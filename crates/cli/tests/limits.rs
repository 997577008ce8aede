//! What is too large, too deep or not a number is refused by a message before anything is made of it; and no path leads out of a dossier.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use support::{copy, program, root};

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use marz::read::{Document, MAX_NESTING, MOST_BYTES, MOST_CHARACTERS, MOST_RECORD, Strictness, border};

/// Runs the program; the exit code and all that it tells.
fn marz(folder: &Path, args: &[&str]) -> (i32, String) {
    let out = program(folder, args).output().unwrap();
    let printed = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(!printed.contains("panicked"), "{args:?}: {printed}");
    (out.status.code().unwrap_or(-1), printed)
}

fn refused(folder: &Path, args: &[&str], says: &str) {
    let (code, printed) = marz(folder, args);
    assert!(matches!(code, 1 | 2) && printed.contains(says), "{args:?}: {code}, without \"{says}\":\n{printed}");
}

/// The dossier of the repository, in a folder of its own.
fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["data", "maps"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    let manifest = fs::read_to_string(root().join("marz.toml")).unwrap();
    fs::write(folder.path().join("marz.toml"), manifest.split("[basemap.relief]").next().unwrap()).unwrap();
    folder
}

#[test]
fn options_that_make_no_sense_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for (args, says) in [
        ("map --size 100000x100000", "100000 x 100000: expected 400 to 10000"),
        ("map --size 4294967295x4294967295", "400 to 10000"),
        ("map --size 99999999999x1", "1600x1200"),
        ("map --size 0x0", "400 to 10000"),
        ("map --size=-5x5", "1600x1200"),
        ("map --size 10000x500", "4 times as wide"),
        ("map --dpi 1000000", "36 to 1200"),
        ("map --dpi 0", "36 to 1200"),
        ("map --dpi -1", "-1"),
        ("map --page a4 --dpi 1200", "400 to 10000"),
        ("map --text-scale nan", "0.5 to 3"),
        ("map --text-scale inf", "0.5 to 3"),
        ("map --text-scale 1e300", "0.5 to 3"),
        ("map --km nan..5", "two kilometres"),
        ("map --km 0..inf", "two kilometres"),
        ("map --km 9..1", "the smaller first"),
        ("map --km 1e300..1e301", "the border ends at kilometre"),
        ("map --bbox nan,1,2,3", "four numbers"),
        ("map --bbox 1,2,3", "four numbers"),
        ("map --bbox 1,x,2,3,4", "four numbers"),
        ("map --bbox 0,0,0,0", "west,south,east,north"),
        ("map --bbox 0,-91,1,1", "west,south,east,north"),
        ("map --around Kabul --radius 1e300km", "no length"),
        ("map --around Kabul --radius=-5km", "no length"),
        ("map --around Kabul --radius nankm", "no length"),
        ("map --around Kabul --radius 0km", "around = "),
        ("map --projection EPSG:999999999999999999999", "EPSG"),
        ("measure --within nankm", "no length"),
        ("measure --within infkm", "no length"),
        ("measure --within 1e9km", "no length"),
        ("measure --within 0000000000000000000000000000005km", "no length"),
        ("measure --near=-1m", "expected a length such as 10km"),
        ("measure --km inf..inf", "two kilometres"),
        ("measure --bbox 170,inf,-170,9", "four numbers"),
        ("measure --since 99999", "since"),
        ("measure --min-grade A9", "min-grade"),
        ("analyse --stretch 0km", "stretch"),
        ("analyse --kernel 0km", "kernel"),
        ("analyse --hot-kernel 0m", "hot-kernel"),
        ("analyse --stretch nankm", "no length"),
        ("analyse --kernel=-1km", "no length"),
        ("analyse --days 99999999999", "99999999999"),
        ("analyse --days -1", "-1"),
        ("border at nan", "kilometre"),
        ("border at inf", "kilometre"),
        ("border at 1e300", "kilometre"),
        ("border km nan 5", "longitude"),
        ("border km 181 5", "longitude 181"),
        ("border km 5 1e400", "latitude"),
        ("export --to gif", "gif"),
        ("export --to csv --within=-1km", "no length"),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        let output: &[&str] = if args[0] == "map" { &["--output", "m.png"] } else { &[] };
        let args: Vec<&str> = args.iter().chain(output).copied().collect();
        let (code, printed) = marz(folder.path(), &args);
        assert!(code == 2 && printed.contains(says), "{args:?}: {code}, without \"{says}\":\n{printed}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{args:?}");
    }
    // A step of a metre is fine where it is asked for, and ends.
    let (code, _) = marz(
        folder.path(),
        &["analyse", "--stretch", "100m", "--kernel", "100m", "--hot-kernel", "100m", "--output", "a.txt"],
    );
    assert_eq!(code, 0);
}

#[test]
fn nesting_ends_before_the_stack_does() {
    let folder = dossier();
    let deep = 200_000;
    let put = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    put("deep.geojson", "[".repeat(deep));
    put("objects.geojson", "{\"a\":".repeat(deep));
    put(
        "feature.geojson",
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{}",
            "[".repeat(deep)
        ),
    );
    put("deep.ndjson", format!("{}\n", "{\"a\":".repeat(deep)));
    put("maps/deep.toml", format!("title = {}", "[".repeat(deep)));
    put("maps/keys.toml", format!("title{} = 1", ".a".repeat(deep)));
    let collection = "{\"type\":\"GeometryCollection\",\"geometries\":[";
    put("collections.geojson", collection.repeat(deep));
    let said = format!("at most {MAX_NESTING} levels");
    for file in ["deep.geojson", "objects.geojson", "feature.geojson", "collections.geojson"] {
        refused(folder.path(), &["check", file], &said);
        refused(folder.path(), &["border", "info", "--border", file], &said);
    }
    for file in ["deep.ndjson", "feature.geojson"] {
        refused(folder.path(), &["measure", file], "nested too deep");
    }
    for name in ["deep", "keys"] {
        refused(folder.path(), &["map", name, "--output", "m.svg"], &format!("{name}.toml"));
    }
    put("data/basemap/countries.geojson", collection.repeat(deep));
    put("data/basemap/places.geojson", "[".repeat(deep));
    refused(folder.path(), &["check"], "countries.geojson");
    refused(folder.path(), &["find", "Kabul"], "places.geojson");
    // As deep as is allowed is read.
    let brackets = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    assert!(Document::parse("d", brackets(MAX_NESTING - 1).as_bytes()).is_ok());
    assert!(Document::parse("d", brackets(MAX_NESTING + 1).as_bytes()).is_err());
}

#[test]
fn files_that_are_too_large_are_not_read_into_memory() {
    let folder = dossier();
    // Holes on the disk: nothing of it is stored, and nothing may be read of it.
    let huge = |name: &str| {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        file.set_len(u64::try_from(MOST_BYTES).unwrap() * 64).unwrap();
    };
    huge("huge.geojson");
    let says = "larger than 1024 MiB";
    refused(folder.path(), &["check", "huge.geojson"], says);
    refused(folder.path(), &["border", "info", "--border", "huge.geojson"], says);
    huge("data/places.geojson");
    refused(folder.path(), &["check"], says);
}

#[test]
fn a_record_without_an_end_is_reported() {
    let folder = dossier();
    let more = " ,x\n".repeat(MOST_RECORD / 4 + (1 << 19));
    let put = |name: &str, head: &str| fs::write(folder.path().join(name), format!("{head}{more}")).unwrap();
    put("open.csv", "id,lon,lat\na,70,37\nb,70,\"");
    refused(
        folder.path(),
        &["measure", "open.csv", "--format", "csv", "--output", "o.csv"],
        "does not end within 64 MiB",
    );
    put("open.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"a\":\"");
    refused(
        folder.path(),
        &["measure", "open.geojson", "--format", "csv", "--output", "o.csv"],
        "does not end within 64 MiB",
    );
    put("acled.csv", "event_id_cnty,event_date,latitude,longitude\nAFG1,\"");
    refused(folder.path(), &["import", "acled", "acled.csv", "--output", "o.geojson"], "does not end within 64 MiB");
    assert!(!folder.path().join("o.csv").exists() && !folder.path().join("o.geojson").exists());
}

#[test]
fn texts_that_are_too_long_are_reported_with_their_length() {
    let folder = dossier();
    let text = fs::read_to_string(root().join("data/incidents.geojson")).unwrap();
    let long = "ё".repeat(MOST_CHARACTERS + 1);
    let at = text.find("\"summary\": \"").unwrap() + "\"summary\": \"".len();
    let with = |long: &str| {
        fs::write(folder.path().join("data/incidents.geojson"), [&text[..at], long, &text[at..]].concat()).unwrap()
    };
    with(&long);
    refused(folder.path(), &["check"], "at most 100000");
    with(&"ё".repeat(MOST_CHARACTERS / 2));
    assert_eq!(marz(folder.path(), &["check"]).0, 0);
    let row = format!("event_id_cnty,event_date,latitude,longitude,notes\nAFG1,2025-08-24,37,70,{long}\n");
    fs::write(folder.path().join("a.csv"), row).unwrap();
    refused(folder.path(), &["import", "acled", "a.csv", "--output", "o.geojson"], "a text is too long");
    for key in ["title", "subtitle"] {
        let title = if key == "title" { "" } else { "title = 'x'\n" };
        fs::write(folder.path().join("maps/long.toml"), format!("{title}{key} = '{long}'")).unwrap();
        refused(folder.path(), &["map", "long", "--output", "m.svg"], "at most 500");
    }
}

/// Zeros pack a thousandfold: what a workbook says of itself and what comes out of it are both counted.
#[test]
fn workbooks_that_unpack_to_gigabytes_are_refused() {
    let folder = dossier();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated).large_file(true);
    let block = vec![b' '; 1 << 24];
    for i in 0..9 {
        zip.start_file(format!("xl/worksheets/sheet{i}.xml"), options).unwrap();
        for _ in 0..16 {
            zip.write_all(&block).unwrap();
        }
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 4 << 20);
    fs::write(folder.path().join("bomb.xlsx"), bytes).unwrap();
    refused(folder.path(), &["import", "acled", "bomb.xlsx", "--output", "o.geojson"], "unpacks to more than 2 GiB");
}

#[test]
fn a_border_of_a_million_vertices_in_many_parts_is_fine() {
    let mut parts = String::new();
    // Every other part first, so that none meets the one before it in the file.
    for i in (0..2_000_u32).step_by(2).chain((1..2_000).step_by(2)) {
        let at = |k: u32| {
            format!("[{:.6},{:.6}]", 0.00005 * f64::from(i * 500 + k), 40.0 + 0.01 * f64::from((i * 500 + k) % 7))
        };
        let line: Vec<String> = (0..=500).map(at).collect();
        write!(parts, "{}[{}]", if parts.is_empty() { "" } else { "," }, line.join(",")).unwrap();
    }
    let text = format!("{{\"type\":\"MultiLineString\",\"coordinates\":[{parts}]}}");
    let read = border(&Document::parse("b", text.as_bytes()).unwrap(), Strictness::AnyFile);
    let border = read.value.unwrap();
    assert_eq!((border.parts().len(), border.parts()[0].len()), (1, 1_000_001));
}

#[cfg(unix)]
#[test]
fn no_link_in_a_dossier_leads_out_of_it() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::copy(root().join("data/places.geojson"), outside.path().join("places.geojson")).unwrap();
    fs::write(outside.path().join("m.toml"), "title = 'x'").unwrap();
    let leads = "leads out of the folder";
    let folder = dossier();
    let places = folder.path().join("data/places.geojson");
    fs::remove_file(&places).unwrap();
    symlink(outside.path().join("places.geojson"), &places).unwrap();
    refused(folder.path(), &["check"], leads);
    let folder = dossier();
    symlink(outside.path().join("m.toml"), folder.path().join("maps/m.toml")).unwrap();
    refused(folder.path(), &["map", "m", "--output", "m.svg"], leads);
    let folder = dossier();
    fs::remove_dir_all(folder.path().join("maps")).unwrap();
    symlink(outside.path(), folder.path().join("maps")).unwrap();
    refused(folder.path(), &["build"], leads);
    let folder = dossier();
    let incidents = folder.path().join("data/incidents.geojson");
    fs::rename(&incidents, outside.path().join("incidents.geojson")).unwrap();
    symlink(outside.path().join("incidents.geojson"), &incidents).unwrap();
    let before = fs::read(outside.path().join("incidents.geojson")).unwrap();
    for args in [&["link", "a", "b"][..], &["measure"], &["export", "--to", "csv"]] {
        refused(folder.path(), args, leads);
    }
    assert_eq!(fs::read(outside.path().join("incidents.geojson")).unwrap(), before);
    // A link that stays inside is a file like any other.
    let folder = dossier();
    let places = folder.path().join("data/places.geojson");
    fs::rename(&places, folder.path().join("data/p.geojson")).unwrap();
    symlink("p.geojson", &places).unwrap();
    assert_eq!(marz(folder.path(), &["check"]).0, 0);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_seals_history_and_imports() {
    use std::os::unix::fs::symlink;
    let leads = "leads out of the folder";
    let outside = tempfile::tempdir().unwrap();
    let nothing_there = || fs::read_dir(outside.path()).unwrap().count() == 0;
    let add = [
        "add",
        "--date",
        "2025-08-24",
        "--category",
        "clash",
        "--status",
        "one_side",
        "--title",
        "Shots",
        "--at",
        "69.0991,37.2363",
        "--name",
        "Here",
        "--radius",
        "2km",
        "--source",
        "A paper https://example.org/1 2025-08-25",
    ];
    // The folders that are ours lie elsewhere.
    let folder = dossier();
    symlink(outside.path(), folder.path().join("seals")).unwrap();
    refused(folder.path(), &["seal"], leads);
    let folder = dossier();
    symlink(outside.path(), folder.path().join(".marz")).unwrap();
    refused(folder.path(), &add, leads);
    let folder = dossier();
    fs::create_dir(folder.path().join(".marz")).unwrap();
    symlink(outside.path(), folder.path().join(".marz/undo")).unwrap();
    refused(folder.path(), &add, leads);
    assert!(nothing_there());
    // Their files do, or would.
    let folder = dossier();
    assert_eq!(marz(folder.path(), &add).0, 0);
    symlink(outside.path().join("after"), folder.path().join(".marz/undo/0001/0.after")).unwrap();
    refused(folder.path(), &["undo"], "is a link to nothing");
    let folder = dossier();
    fs::create_dir(folder.path().join("seals")).unwrap();
    symlink(outside.path().join("records"), folder.path().join("seals/0001.records.jsonl")).unwrap();
    refused(folder.path(), &["seal"], "is a link to nothing");
    assert!(nothing_there());
    fs::write(outside.path().join("0001.json"), "{}").unwrap();
    let folder = dossier();
    symlink(outside.path(), folder.path().join("seals")).unwrap();
    refused(folder.path(), &["verify"], leads);
    // What an import is compared with.
    let folder = dossier();
    fs::write(folder.path().join("t.csv"), "id,title,date,lat,lon\na,Shots,2025-08-24,37.2363,69.0991\n").unwrap();
    let import = ["import", "table", "t.csv", "--into", "data/incidents.geojson"];
    fs::write(outside.path().join("base.geojson"), r#"{"type":"FeatureCollection","features":[]}"#).unwrap();
    symlink(outside.path().join("base.geojson"), folder.path().join("data/incidents.imported.geojson")).unwrap();
    refused(folder.path(), &import, leads);
    // A pipe never ends.
    let folder = dossier();
    let pipe = folder.path().join("maps/pipe.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for args in [&["map", "pipe", "--output", "p.svg"][..], &["build"], &["config", "pipe"], &["seal"]] {
        refused(folder.path(), args, "is a pipe or a device");
    }
}

#[cfg(unix)]
#[test]
fn rights_are_kept_and_the_mask_obeyed() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = dossier();
    let home = folder.path();
    let incidents = home.join("data/incidents.geojson");
    fs::set_permissions(&incidents, fs::Permissions::from_mode(0o600)).unwrap();
    let command = format!(
        "umask 027; cd '{0}' && '{1}' add --date 2025-08-24 --category clash --status one_side --title Shots --at 69.0991,37.2363 \
         --name Here --radius 2km --source 'A paper https://example.org/1 2025-08-25' && '{1}' measure --output m.csv && \
         '{1}' export --to gpkg --output m.gpkg && touch n.csv && chmod 664 n.csv && '{1}' measure --output n.csv",
        home.display(),
        env!("CARGO_BIN_EXE_marz")
    );
    assert!(std::process::Command::new("sh").args(["-c", &command]).status().unwrap().success());
    assert_eq!(mode(&incidents), 0o600);
    // Nobody reads in the copy for undoing what the original hides.
    assert_eq!(mode(&home.join(".marz/undo/0001/0.before")), 0o600);
    assert_eq!((mode(&home.join("m.csv")), mode(&home.join("m.gpkg"))), (0o640, 0o640));
    assert_eq!(mode(&home.join("n.csv")), 0o664);
    assert_eq!(marz(home, &["undo"]).0, 0);
    assert_eq!((mode(&incidents), mode(&home.join(".marz/undo/0001/0.after"))), (0o600, 0o600));
}
