#!/usr/bin/env bash
# fluent-bundle 0.16.0 gives a language that intl_pluralrules does not know the plural forms of English, without an error. CLDR 48 has
# no rules for Tajik (tg) either, and there a language without rules inherits those of the root: always `other`. So `[one]` of a Tajik
# message is chosen for 1 here and nowhere where ICU counts. Russian (ru), which has rules, is right in both.
# In marz: docs/dossier.md says so beside plural forms.
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
fluent-bundle = "=0.16.0"
intl_pluralrules = "=7.0.2"
unic-langid = "=0.9.6"
TOML
cat > "$work/src/main.rs" <<'RUST'
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

fn main() {
    for locale in ["tg", "ru"] {
        let mut bundle = FluentBundle::new(vec![locale.parse().unwrap()]);
        let text = "m = { $n ->\n    [one] one\n    [few] few\n    [many] many\n   *[other] other\n }\n";
        bundle.add_resource(FluentResource::try_new(text.to_owned()).unwrap()).unwrap();
        let form = |n: i32| {
            let (mut args, mut errors) = (FluentArgs::new(), Vec::new());
            args.set("n", n);
            let pattern = bundle.get_message("m").unwrap().value().unwrap();
            let form = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
            assert!(errors.is_empty());
            form
        };
        println!("{locale}: 1 {}, 5 {}", form(1), form(5));
    }
}
RUST
seen=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet)
(cd "$work" && npm pack cldr-core@48.0.0 --silent >/dev/null && tar xzf cldr-core-48.0.0.tgz package/supplemental/plurals.json)
cldr=$(python3 - "$work/package/supplemental/plurals.json" <<'PYTHON'
import json, sys
rules = json.load(open(sys.argv[1], encoding="utf-8"))["supplemental"]["plurals-type-cardinal"]
print("tg" in rules, " ".join(key.rsplit("-", 1)[1] for key in rules["und"]))
PYTHON
)
echo "fluent-bundle 0.16.0: $seen"
echo "CLDR 48: rules for tg, forms of the root: $cldr"
[ "$seen" = $'tg: 1 one, 5 other\nru: 1 one, 5 many' ] || { echo "changed: fluent-bundle chooses other forms"; exit 1; }
[ "$cldr" = "False other" ] || { echo "changed: CLDR"; exit 1; }
