"""How time and memory of each command grow with the number of incidents: the dossier's own records over and over, moved a little.

usage: growth.py MARZ [--counts 100,1000,10000,100000] [--only NAME,NAME] [--limit 600]     (needs python3 alone)

Prints processor seconds (user + system) and MB, one row a command. A run that does not end within the limit is shown as such.
"""
import argparse
import os
import tempfile

from side_by_side import dossier, run

CASE = ["--dossier", "case", "--quiet"]
COMMANDS = {
    "measure --format csv": ["measure", "case/data/incidents.geojson", *CASE, "--format", "csv", "--output", "out.csv"],
    "export --to csv": ["export", *CASE, "--to", "csv", "--output", "out.csv"],
    "export --to gpkg": ["export", *CASE, "--to", "gpkg", "--output", "out.gpkg"],
    "analyse": ["analyse", *CASE, "--output", "out.txt"],
    "lint": ["lint", *CASE, "--output", "out.txt"],
    "report": ["report", *CASE, "--output", "out.html"],
    "map": ["map", *CASE, "--output", "out.png"],
    "build": ["build", *CASE, "--output", "out.build"],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marz")
    parser.add_argument("--counts", default="100,1000,10000,100000")
    parser.add_argument("--only", default="")
    parser.add_argument("--limit", type=float, default=600.0)
    args = parser.parse_args()
    counts = [int(count) for count in args.counts.split(",")]
    only = {name for name in args.only.split(",") if name}
    results = {name: [] for name in COMMANDS if not only or name.split()[0] in only}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            dossier(os.path.join(folder, "case"), count)
            for name, cells in results.items():
                cpu, _, memory = run([os.path.abspath(args.marz), *COMMANDS[name]], folder, args.limit)
                cells.append(f"{cpu:.2f} s, {memory:.0f} MB" if memory == memory else f"over {args.limit:.0f} s")
    print("| command | " + " | ".join(f"{count:,}" for count in counts) + " |")
    print("|---|" + "---:|" * len(counts))
    for name, cells in results.items():
        print(f"| `{name}` | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
