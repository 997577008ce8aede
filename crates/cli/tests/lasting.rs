//! Nothing is lost: whatever ends a run, whoever else runs, every file is the old one or the new one, and no edit is gone.

#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(
    clippy::disallowed_methods,
    reason = "a clock says when to kill a run and when one hangs; no time is asserted"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use support::{dossier, files, incidents, marz, program, temporary, text};

mod support;

/// What a folder holds, but for what is ours alone.
type State = BTreeMap<String, Vec<u8>>;

fn state(folder: &Path) -> State {
    let is_theirs = |name: &String| !name.starts_with(".marz/") && !name.ends_with(".tmp");
    files(folder).into_iter().filter(is_theirs).map(|n| (n.clone(), fs::read(folder.join(&n)).unwrap())).collect()
}

fn add(title: &str) -> Vec<String> {
    let fixed = ["--date", "2026-04-17", "--category", "clash", "--status", "one_side", "--source", "A paper"];
    let said = ["add", "--quiet", "--no-place", "--name", "nowhere", "--title", title];
    said.iter().chain(&fixed).map(|s| (*s).to_owned()).collect()
}

const TABLE: &str = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,admin1,\
location,latitude,longitude,geo_precision,source,fatalities,timestamp\n\
AFG1,2025-08-24,1,Battles,Armed clash,Force A,1,Group B,2,4,Afghanistan,Takhar,Chah Ab,37.4,69.8,1,Paper,3,1756100000\n\
AFG2,2025-08-25,1,Battles,Armed clash,Force A,1,Group B,2,4,Afghanistan,Takhar,Chah Ab,37.4,69.8,1,Paper,0,1756100000\n";

/// Puts a folder back to a state, and forgets its edits.
fn reset(folder: &Path, to: &State) {
    for name in files(folder) {
        if !to.contains_key(&name) {
            fs::remove_file(folder.join(&name)).unwrap();
        }
    }
    to.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
}

/// Killed at a hundred moments of runs that edit, export and build.
#[test]
fn a_killed_run_leaves_every_file_old_or_new() {
    let folder = dossier();
    let path = folder.path();
    fs::write(path.join("table.csv"), TABLE).unwrap();
    let import = ["import", "acled", "table.csv", "--into", "data/incidents.geojson", "--accessed", "2026-04-20"];
    let owned = |words: &[&str]| words.iter().map(|s| (*s).to_owned()).collect::<Vec<String>>();
    let jobs: [(usize, Vec<String>); 5] = [
        (35, add("A new one")),
        (35, owned(&import)),
        (10, owned(&["link", "2025-08-25-agency", "2025-08-24-dovang-clash"])),
        (14, owned(&["export", "--to", "qgis", "--output", "qgis"])),
        (6, owned(&["build", "--quiet"])),
    ];
    assert_eq!(jobs.iter().map(|(n, _)| n).sum::<usize>(), 100);
    let old = state(path);
    let (mut touched, mut untouched) = (0, 0);
    for (moments, job) in &jobs {
        let args: Vec<&str> = job.iter().map(String::as_str).collect();
        let is_edit = ["add", "import", "link"].contains(&args[0]);
        // The whole run: how long it takes, and what it makes.
        let begun = Instant::now();
        let out = marz(path, &args);
        let length = begun.elapsed();
        assert_eq!(out.status.code(), Some(0), "{args:?}: {}", text(&out.stderr));
        let new = state(path);
        assert_ne!(new, old, "{args:?}");
        for moment in 0..*moments {
            reset(path, &old);
            let mut child = program(path, &args).stderr(Stdio::null()).spawn().unwrap();
            // More of them towards the end, where files are written.
            let part = (moment as f64 + 0.5) / *moments as f64;
            thread::sleep(length.mul_f64(part.sqrt()));
            let _ = child.kill();
            child.wait().unwrap();
            let now = state(path);
            for (name, bytes) in &now {
                let known = [old.get(name), new.get(name)];
                assert!(known.contains(&Some(bytes)), "{args:?} {moment}: {name} is neither old nor new");
            }
            assert!(old.keys().all(|name| now.contains_key(name)), "{args:?} {moment}");
            *(if now == old { &mut untouched } else { &mut touched }) += 1;
            if is_edit {
                // Whatever was written of the edit can be put back.
                let undo = marz(path, &["undo"]);
                let printed = text(&undo.stderr);
                assert!(
                    undo.status.code() == Some(0) || (now == old && printed.contains("nothing to undo")),
                    "{printed}"
                );
                assert_eq!(state(path), old, "{args:?} {moment}");
            }
        }
        reset(path, &old);
        assert_eq!(marz(path, &args).status.code(), Some(0), "the dossier still works");
        assert_eq!(state(path), new, "{args:?}");
        reset(path, &old);
    }
    assert!(touched > 0 && untouched > 0, "{touched} runs had written, {untouched} had not");
}

/// What a killed run left goes with the next run in that folder; what a live run holds stays.
#[test]
fn the_leftovers_of_dead_runs_are_swept_and_live_ones_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let begin = |output: &str| waiting(path, output, || !temporary(path).is_empty());
    let mut dead = begin("dead.json");
    dead.kill().unwrap();
    dead.wait().unwrap();
    let left = temporary(path);
    assert_eq!(left.len(), 1);
    fs::write(path.join(".marz-database.tmp"), "").unwrap();
    fs::write(path.join(".marz-database-filled.tmp"), "left by a killed export").unwrap();

    let mut live = waiting(path, "live.json", || temporary(path).len() == 1 && temporary(path) != left);
    fs::write(path.join("points.json"), POINT).unwrap();
    let out = marz(path, &["measure", "points.json", "--format", "ndjson", "--output", "other.json"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert_eq!(temporary(path).len(), 1, "what a live run holds was swept");
    drop(live.stdin.take());
    assert_eq!(live.wait().unwrap().code(), Some(0));
    assert_eq!(files(path), ["live.json", "other.json", "points.json"]);
    assert_eq!(fs::read_to_string(path.join("live.json")).unwrap().lines().count(), POINTS);
}

const POINT: &str =
    r#"{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[70,37.5]},"properties":{}}"#;
/// More than is read before anything is written.
const POINTS: usize = 20_000;

/// A run that has begun to write and waits for more to read.
fn waiting(folder: &Path, output: &str, has_begun: impl Fn() -> bool) -> Child {
    let args = ["measure", "-", "--format", "ndjson", "--output", output];
    let mut child = program(folder, &args).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(format!("{POINT}\n").repeat(POINTS).as_bytes()).unwrap();
    wait_for(has_begun);
    child
}

/// Waits until something is so; only a run that hangs never comes to it.
fn wait_for(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(300), "it never came to this");
        thread::sleep(Duration::from_millis(5));
    }
}

/// A signal that asks to end leaves nothing, and the exit code gives it.
#[cfg(unix)]
#[test]
fn signals_leave_no_temporary_files() {
    use std::os::unix::process::ExitStatusExt as _;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask =
        status.lines().find_map(|l| l.strip_prefix("SigIgn:")).map(|m| u64::from_str_radix(m.trim(), 16).unwrap());
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let mut child = waiting(path, "a.json", || !temporary(path).is_empty());
        let send = |name: &str| {
            let id = child.id().to_string();
            assert!(std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
        };
        send(name);
        let mut expected = Some(128 + number);
        match mask {
            // Whoever runs this wants the signal ignored, and so do we.
            Some(mask) if mask >> (number - 1) & 1 == 1 => {
                send("TERM");
                expected = Some(128 + 15);
            }
            // Nobody says whether this one is ignored: it is left as it was.
            None if name == "HUP" => expected = None,
            _ => {}
        }
        let status = child.wait().unwrap();
        assert_eq!(status.code(), expected, "{name}: {status} {:?}", status.signal());
        assert!(expected.is_none() || files(path).is_empty(), "{name}: {:?}", files(path));
    }
}

/// A dozen runs that add at once: a dozen records.
#[test]
fn no_edit_is_lost_where_many_run_at_once() {
    const RUNS: usize = 12;
    let folder = dossier();
    let path = folder.path();
    fs::write(path.join("table.csv"), TABLE).unwrap();
    let mut runs: Vec<(String, Child)> = Vec::new();
    for n in 0..RUNS {
        // Half of them want the same id.
        let title = if n % 2 == 0 { "The same".to_owned() } else { format!("Number {n}") };
        let args = add(&title);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        runs.push((title, program(path, &args).stderr(Stdio::piped()).spawn().unwrap()));
    }
    let import = ["import", "acled", "table.csv", "--into", "data/incidents.geojson", "--quiet"];
    let link = ["link", "2025-08-25-agency", "2025-08-24-dovang-clash", "--quiet"];
    for args in [&import[..], &link[..]] {
        runs.push((args[0].to_owned(), program(path, args).stderr(Stdio::piped()).spawn().unwrap()));
    }
    for (what, run) in runs {
        let out = run.wait_with_output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{what}: {}", text(&out.stderr));
    }
    let stored: Value = serde_json::from_str(&incidents(path)).unwrap();
    let features = stored["features"].as_array().unwrap();
    let ids: BTreeSet<&str> = features.iter().map(|f| f["id"].as_str().unwrap()).collect();
    assert_eq!((features.len(), ids.len()), (3 + RUNS + 2, 3 + RUNS + 2));
    assert!(ids.contains("2026-04-17-the-same-6") && ids.contains("acled-AFG2"), "{ids:?}");
    assert_eq!(features.iter().filter(|f| !f["properties"]["same_event_as"].is_null()).count(), 1);
    assert_eq!(marz(path, &["check"]).status.code(), Some(0));
    // Each of them can be undone on its own.
    for _ in 0..RUNS + 2 {
        assert_eq!(marz(path, &["undo"]).status.code(), Some(0));
    }
    let stored: Value = serde_json::from_str(&incidents(path)).unwrap();
    assert_eq!(stored["features"].as_array().unwrap().len(), 3);
    assert!(temporary(path).is_empty());
}

/// A run that finds another at work says so, waits, and then edits what the other left.
#[test]
fn a_run_waits_for_another_and_says_so() {
    let folder = dossier();
    let path = folder.path();
    assert_eq!(marz(path, &["undo"]).status.code(), Some(2), "nothing to undo, and the private folder is made");
    let lock = File::options().write(true).open(path.join(".marz/lock")).unwrap();
    lock.lock().unwrap();
    let args: Vec<String> = add("After the other").into_iter().filter(|a| a != "--quiet").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut run = program(path, &args).stderr(Stdio::piped()).spawn().unwrap();
    let mut printed = String::new();
    let mut lines = BufReader::new(run.stderr.take().unwrap());
    lines.read_line(&mut printed).unwrap();
    assert_eq!(printed.trim(), "another marz works on this dossier: waiting for it");
    // What the other does meanwhile is seen.
    let edited = incidents(path).replace("2025-08-25-agency", "2026-04-17-after-the-other");
    fs::write(path.join("data/incidents.geojson"), edited).unwrap();
    drop(lock);
    assert_eq!(run.wait().unwrap().code(), Some(0));
    assert!(incidents(path).contains("\"2026-04-17-after-the-other-2\""));
}

#[test]
fn the_last_edit_is_undone_and_done_again() {
    let folder = dossier();
    let path = folder.path();
    fs::write(path.join("table.csv"), TABLE).unwrap();
    let run = |args: &[&str], code: i32| {
        let out = marz(path, args);
        assert_eq!(out.status.code(), Some(code), "{args:?}: {}", text(&out.stderr));
        text(&out.stderr)
    };
    let begin = state(path);
    let words = add("It's new");
    run(&words.iter().map(String::as_str).collect::<Vec<_>>(), 0);
    let added = state(path);
    // From another folder too, and with files that were not there.
    fs::create_dir(path.join("deep")).unwrap();
    let deep = path.join("deep");
    let import = ["import", "acled", "../table.csv", "--into", "../data/incidents.geojson", "--quiet"];
    assert_eq!(marz(&deep, &import).status.code(), Some(0));
    let imported = state(path);
    assert!(imported.contains_key("data/incidents.imported.geojson"));

    let printed = run(&["undo"], 0);
    assert!(
        printed.contains("undone: marz import acled ../table.csv --into ../data/incidents.geojson --quiet"),
        "{printed}"
    );
    assert!(printed.contains("data/incidents.geojson, data/incidents.imported.geojson"), "{printed}");
    assert_eq!(state(path), added);
    assert!(printed.contains("incidents.geojson: ") && printed.contains("marz undo --redo"), "{printed}");
    assert!(run(&["undo"], 0).contains(r"'It'\''s new'"));
    assert_eq!(state(path), begin);
    assert!(run(&["undo"], 2).contains("there is nothing to undo"));
    run(&["undo", "--redo"], 0);
    assert_eq!(state(path), added);
    run(&["undo", "--redo"], 0);
    assert_eq!(state(path), imported);
    assert!(run(&["undo", "--redo"], 2).contains("there is nothing to redo"));
    run(&["undo"], 0);

    let list = text(&marz(path, &["undo", "--list"]).stdout);
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(
        list.starts_with("   2  undone  marz import")
            && list.lines().nth(1).unwrap().starts_with("   1          marz add")
    );
    let json: Value = serde_json::from_slice(&marz(path, &["undo", "--list", "--format", "json"]).stdout).unwrap();
    assert_eq!(json[0]["undone"], true);
    assert_eq!(json[1]["files"][0], "data/incidents.geojson");

    // By hand, and not by us: it is left, unless that is asked for; and then it is not lost.
    let by_hand = incidents(path).replace("\"reliability\": \"F\"", "\"reliability\": \"E\"");
    fs::write(path.join("data/incidents.geojson"), &by_hand).unwrap();
    let printed = run(&["undo"], 2);
    assert!(printed.contains("was changed since 'marz add") && printed.contains("hint: --force"), "{printed}");
    assert_eq!(incidents(path), by_hand);
    run(&["undo", "--force"], 0);
    assert_eq!(state(path), begin);
    run(&["undo", "--redo"], 0);
    assert_eq!(incidents(path), by_hand);
    assert_eq!(fs::read_to_string(path.join(".marz/.gitignore")).unwrap(), "*\n");
}

/// A file outside any dossier is edited in its own folder.
#[test]
fn a_file_of_its_own_can_be_undone_where_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("table.csv"), TABLE).unwrap();
    assert_eq!(marz(path, &["import", "acled", "table.csv", "--into", "i.geojson", "--quiet"]).status.code(), Some(0));
    assert!(path.join("i.geojson").exists());
    assert_eq!(marz(path, &["undo"]).status.code(), Some(0));
    assert_eq!(state(path).keys().collect::<Vec<_>>(), ["table.csv"]);
}

/// What cannot be written to its end leaves the old file, and is named.
#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_the_old_file_and_names_it() {
    let folder = dossier();
    let path = folder.path();
    fs::write(path.join("table.csv"), TABLE).unwrap();
    for name in ["out.csv", "out.gpkg", "out.geojson", "out.fgb", "out.kml", "a.png"] {
        fs::write(path.join(name), "old").unwrap();
    }
    fs::create_dir(path.join("maps")).unwrap();
    fs::write(
        path.join("maps/overview.toml"),
        "title = 'A'\nextent = { border = true }\nsize = [900, 700]\ndpi = 200\n",
    )
    .unwrap();
    let before = state(path);
    let add = add("Too much");
    let add: Vec<&str> = add.iter().map(String::as_str).collect();
    let jobs: [(&[&str], &str); 8] = [
        (&add, "/undo/0001/0.before"),
        (&["import", "acled", "table.csv", "--into", "data/incidents.geojson"], "/undo/0001/0.before"),
        (&["export", "--to", "csv", "--output", "out.csv"], "out.csv"),
        (&["export", "--to", "gpkg", "--output", "out.gpkg"], "out.gpkg"),
        (&["export", "--to", "geojson", "--output", "out.geojson"], "out.geojson"),
        (&["export", "--to", "kml", "--output", "out.kml"], "out.kml"),
        (&["map", "--output", "a.png"], "a.png"),
        (&["build"], "measured.csv"),
    ];
    for (args, named) in jobs {
        // No file may grow beyond 4 or 8 kB, as the shell counts; a write that would fails.
        let program = env!("CARGO_BIN_EXE_marz");
        let left = temporary(path);
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
        let out = std::process::Command::new("sh")
            .current_dir(path)
            .args(["-c", script, "sh", program])
            .args(args)
            .output()
            .unwrap();
        let printed = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {printed}");
        assert!(printed.contains("cannot write ") && printed.contains(named), "{args:?}: {printed}");
        let now = state(path);
        assert!(before.iter().all(|(name, bytes)| now.get(name) == Some(bytes)), "{args:?}");
        assert!(now.len() == before.len(), "{args:?}: {:?}", now.keys());
        let new: Vec<String> = temporary(path).into_iter().filter(|name| !left.contains(name)).collect();
        assert!(new.is_empty(), "{args:?}: {new:?}");
        // The limit itself kills as well as any signal.
        let killed = std::process::Command::new("sh")
            .current_dir(path)
            .args(["-c", "ulimit -c 0; ulimit -f 8; exec \"$@\"", "sh", program])
            .args(args)
            .output()
            .unwrap();
        assert_ne!(killed.status.code(), Some(0), "{args:?}");
        assert_eq!(state(path), before, "{args:?}");
    }
    // What the killed runs left is swept.
    assert_eq!(marz(path, &add).status.code(), Some(0));
    assert_eq!(marz(path, &["export", "--to", "csv", "--output", "out.csv"]).status.code(), Some(0));
    assert!(temporary(path).iter().all(|name| name.starts_with("maps/") || name.starts_with("out/")));
}

/// A full device, and stdout onto one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_named() {
    let folder = dossier();
    let args = ["export", "--to", "csv", "--output", "/dev/full"];
    let out = marz(folder.path(), &args);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("cannot write /dev/full: No space left on device"), "{}", text(&out.stderr));
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut run = program(folder.path(), &["export", "--to", "csv"]);
    let out = run.stdout(full).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("cannot write to stdout: No space left on device"), "{}", text(&out.stderr));
}
