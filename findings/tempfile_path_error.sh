#!/usr/bin/env bash
# tempfile 3.27.0 wraps the errors of the system so that they can only be read as text: `raw_os_error()` is None, and so is the `source()` of
# what is inside, since it hands on the source of the system's error, which has none, and not that error. The kind is kept; which error it was
# ("too many open files" has no kind of its own) and the path of the temporary file stand in the message alone.
# In marz: a message names the file that was to be written and not the temporary one, which it cuts off the text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
printf '[package]\nname = "finding"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\ntempfile = "=3.27.0"\n' > "$work/Cargo.toml"
cat > "$work/src/main.rs" <<'RUST'
fn main() {
    let plain = std::fs::File::create("no such folder/a").unwrap_err();
    let wrapped = tempfile::NamedTempFile::new_in("no such folder").unwrap_err();
    for (name, e) in [("std", plain), ("tempfile", wrapped)] {
        let inside = e.get_ref().and_then(|inside| inside.source()).is_some();
        let has_path = e.to_string().contains(" at path ");
        println!("{name}: kind {:?}, number {:?}, error inside {inside}, path in the text {has_path}", e.kind(), e.raw_os_error());
    }
}
RUST
found=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet)
echo "$found"
[ "$found" = "std: kind NotFound, number Some(2), error inside false, path in the text false
tempfile: kind NotFound, number None, error inside false, path in the text true" ] || { echo "changed"; exit 1; }
