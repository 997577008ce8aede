#!/usr/bin/env bash
# clap waives `requires` where the argument that is required conflicts with one that is there. With `--dry-run` requiring `--into`, and `--explain`
# conflicting with `--into`, one expects `--explain --dry-run` to be refused, since `--into` is missing; it is accepted, and a program that looks at
# `--explain` first drops `--dry-run` without a word. `--dry-run` alone is refused. Every argument that `requires` pulls in has to be named as a
# conflict of its own.
# In marz: `import --explain` names `--dry-run`, `--yes` and `--pair` beside `--into` and `--border`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat > "$work/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
clap = { version = "=4.6.7", default-features = false, features = ["std", "help", "usage", "error-context"] }
TOML
cat > "$work/src/main.rs" <<'RUST'
use clap::{Arg, ArgAction, Command};

fn main() {
    let command = || {
        Command::new("x")
            .arg(Arg::new("into").long("into"))
            .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).requires("into"))
            .arg(Arg::new("explain").long("explain").action(ArgAction::SetTrue).conflicts_with("into"))
    };
    for words in [&["x", "--dry-run"][..], &["x", "--explain", "--dry-run"], &["x", "--explain", "--into", "f"]] {
        let taken = match command().try_get_matches_from(words) {
            Ok(_) => "accepted".to_owned(),
            Err(e) => format!("refused ({:?})", e.kind()),
        };
        println!("{}: {taken}", words[1..].join(" "));
    }
}
RUST
seen=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet)
echo "clap 4.6.7"
echo "$seen"
grep -qx -- '--dry-run: refused (MissingRequiredArgument)' <<< "$seen" || { echo "changed: a required argument may be missing"; exit 1; }
grep -qx -- '--explain --into f: refused (ArgumentConflict)' <<< "$seen" || { echo "changed: the conflict is not seen"; exit 1; }
grep -qx -- '--explain --dry-run: accepted' <<< "$seen" || { echo "changed: the required argument is asked for beside a conflict"; exit 1; }
