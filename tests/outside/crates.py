"""Holds deny.toml against the crates that Cargo.lock gives for its systems, as `cargo deny check bans licenses sources` does."""
import json
import re
import subprocess
import sys
import tomllib

rules = tomllib.load(open("deny.toml", "rb"))
REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"


def tree(target):
    """Name, version and licence of every crate for one system."""
    command = ["cargo", "tree", "--locked", "--workspace", "--all-features", "--edges", "all", "--prefix", "none", "--format", "{p}\t{l}"]
    lines = subprocess.run([*command, "--target", target], check=True, capture_output=True, text=True).stdout.splitlines()
    for line in (line for line in lines if "\t" in line):
        crate, licence = line.removesuffix(" (*)").split("\t")
        name, version = crate.split()[:2]
        yield name, version.removeprefix("v"), licence.removesuffix(" (*)")


def is_allowed(licence, allowed):
    """Whether one choice of a licence expression is of allowed licences alone; AND binds closer than OR."""
    def any_of(tokens):
        found = all_of(tokens)
        while tokens and tokens[0] in ("OR", "/"):
            tokens.pop(0)
            found = all_of(tokens) or found
        return found

    def all_of(tokens):
        found = one(tokens)
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            found = one(tokens) and found
        return found

    def one(tokens):
        token = tokens.pop(0)
        if token == "(":
            found = any_of(tokens)
            tokens.pop(0)
            return found
        if tokens[:1] == ["WITH"]:
            tokens.pop(0)
            token += " WITH " + tokens.pop(0)
        return token in allowed

    return any_of(re.findall(r"[()/]|[^\s()/]+", licence))


faults = []
crates = sorted({crate for target in rules["graph"]["targets"] for crate in tree(target)})
allowed = set(rules["licenses"]["allow"])
exceptions = {e["crate"]: allowed | set(e["allow"]) for e in rules["licenses"]["exceptions"]}
for name, version, licence in crates:
    if not licence or not is_allowed(licence, exceptions.get(name, allowed)):
        faults.append(f"{name} {version} has the licence {licence or 'none'}, which deny.toml does not allow")
    if any(name == banned["crate"] for banned in rules["bans"]["deny"]):
        faults.append(f"{name} {version} is banned by deny.toml")

versions = {}
for name, version, _ in crates:
    versions.setdefault(name, set()).add(version)
skipped = [s["crate"].split("@") for s in rules["bans"]["skip"]]
is_skip = lambda name, version: any(n == name and (version + ".").startswith(v + ".") for n, v in skipped)
for name, all in versions.items():
    left = [v for v in all if not is_skip(name, v)]
    if len(left) > 1:
        faults.append(f"{name} stands twice: {', '.join(sorted(left))}; take one version, or say in deny.toml who holds on to the older")
for name, version in skipped:
    if len(versions.get(name, ())) < 2 or not any((v + ".").startswith(version + ".") for v in versions[name]):
        faults.append(f"deny.toml excuses {name}@{version}, which does not stand beside another version any more: take the line out")

for package in tomllib.load(open("Cargo.lock", "rb"))["package"]:
    if package.get("source", REGISTRY) != REGISTRY:
        faults.append(f"{package['name']} comes from {package['source']}")

manifests = subprocess.run(["cargo", "metadata", "--locked", "--no-deps", "--format-version", "1"], check=True, capture_output=True, text=True).stdout
for package in json.loads(manifests)["packages"]:
    for needed in package["dependencies"]:
        if needed["req"] == "*" and "path" not in needed:
            faults.append(f"{package['name']} takes any version of {needed['name']}")

print("\n".join(faults) or f"{len(crates)} crates: licences, versions and sources are as deny.toml has them")
sys.exit(1 if faults else 0)
