"""Kills marz while it edits, seals and builds, and looks at what is left.

Usage: kills.py MARZ PROJECT [COUNT [SEED]]

Each round makes a command's result in a copy of the dossier first, so that both states of every file are known. Then the command runs in the
dossier and is killed (SIGKILL): at a random moment, or at a random call that changes a file; every third time on a disk that has room for a part
of what is to be written. After that:

* every file is what it was before the command or what it is after it, whole;
* the dossier is read by `marz check`, and its seals hold;
* the next commands run at once: an edit that took place is undone and done again, byte for byte, one that did not is made, and so
  are the outputs and the seal;
* no temporary file is left, neither in the dossier nor in the system's folder.
"""

import collections
import csv
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 300
CALLS = "rename,renameat,renameat2,unlink,unlinkat,rmdir,fsync,fdatasync,mkdir,linkat,ftruncate,flock,write,pwrite64"
DISK = 48 << 20
PAGE = 4096
#: What is read and is no part of the dossier.
INPUTS = ("table.csv", "edits.csv", "edits.csv.base.json")

HEAD = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,iso,country,location,latitude,longitude,geo_precision,source,fatalities,timestamp"
RECIPE = "title = 'Small'\nextent = { border = true }\nsize = [600, 450]\ndpi = 60\nformats = ['png', 'svg']\n"


class Desk:
    """A dossier, the disk it lies on, and a folder for copies."""

    def __init__(self, marz, project, work, numbers):
        self.marz, self.project, self.work, self.numbers = marz, project, work, numbers
        self.disk, self.temporary, self.copy = work / "disk", work / "temporary", work / "copy"
        for folder in (self.disk, self.temporary):
            folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "marz", str(self.disk)]
        self.mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
        self.strace = shutil.which("strace")
        self.home = self.disk / "dossier"
        self.edits = 0
        self.calls = {}
        self.seconds = {}

    def close(self):
        if self.mounted:
            subprocess.run(["umount", "--lazy", str(self.disk)], check=False)

    def begin(self):
        """A dossier as it comes, built and sealed."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        ignore = shutil.ignore_patterns("prepare", "schema", "licences", "relief.png")
        shutil.copytree(self.project / "data", self.home / "data", ignore=ignore)
        manifest = (self.project / "marz.toml").read_text()
        (self.home / "marz.toml").write_text(manifest.split("[basemap.relief]")[0])
        (self.home / "maps").mkdir()
        (self.home / "maps/small.toml").write_text(RECIPE)
        for command in (["build", "--quiet"], ["seal", "--quiet"]):
            self.done(self.home, command)

    # Commands.

    def environment(self):
        return {**os.environ, "TMPDIR": str(self.temporary)}

    def run(self, home, command):
        return subprocess.run([self.marz, *command], cwd=home, env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)

    def done(self, home, command):
        """Runs a command that must succeed, and at once: a lock that is left would make it wait for ever."""
        try:
            ran = self.run(home, command)
        except subprocess.TimeoutExpired:
            raise Fault(f"marz {' '.join(command)} did not end: the lock is stale") from None
        if ran.returncode != 0:
            raise Fault(f"marz {' '.join(command)}: exit code {ran.returncode}: {(ran.stderr + ran.stdout).decode(errors='replace')[-500:]}")
        return ran.stdout.decode(errors="replace")

    def add(self):
        n = self.edits
        return ["add", "--quiet", "--no-place", "--name", f"nowhere {n}", "--date", "2026-04-17", "--category", "clash", "--status", "one_side", "--source", "A paper", "--title", f"A new one, {n}"]

    def table(self, home):
        rows = [f"AFG{self.edits}{k},2025-08-{1 + k:02},1,Battles,Armed clash,Force A,1,4,Afghanistan,Chah Ab,37.4,69.8,1,Paper,3,1756100000" for k in range(20)]
        (home / "table.csv").write_text("\n".join([HEAD, *rows]) + "\n")
        return ["import", "acled", "table.csv", "--into", "data/incidents.geojson", "--quiet"]

    def edited(self, home):
        """A table that was exported, and edited in another program: a record renamed, and one taken out."""
        self.done(home, ["export", "--quiet", "--to", "csv", "--output", "edits.csv"])
        with open(home / "edits.csv", encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        rows[self.numbers.randrange(len(rows))][header.index("title")] = f"Renamed, {self.edits}"
        rows.pop()
        with open(home / "edits.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([header, *rows])
        return ["import", "edits", "edits.csv", "--by", "check", "--quiet"]

    def kill(self, command, by_call):
        """Runs a command and kills it; whether it was killed."""
        kind = kind_of(command)
        words = [self.marz, *command]
        if by_call:
            words = [self.strace, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e", f"inject={CALLS}:signal=KILL:when={self.numbers.randint(1, self.calls[kind])}", *words]
        ran = subprocess.Popen(words, cwd=self.home, env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not by_call:
            # As long as it took before, with the first part as likely as the rest, in which files are written.
            time.sleep(self.numbers.uniform(0, 1.05 * self.seconds[kind]))
            ran.kill()
        return ran.wait(timeout=SECONDS) == -9

    def count_calls(self, kind, command, home):
        log = self.work / "calls"
        subprocess.run([self.strace, "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", self.marz, *command], cwd=home, env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
        by_thread = collections.Counter(line.split()[0] for line in log.read_text(errors="replace").splitlines())
        self.calls[kind] = max(by_thread.values())

    # Files.

    def state(self, home):
        """The hashes of the dossier's files."""
        out = {}
        for path in sorted(home.rglob("*")):
            name = path.relative_to(home).as_posix()
            if path.is_file() and not name.startswith(".marz/") and not is_temporary(name) and name not in INPUTS:
                out[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return out

    def left(self):
        return [str(p) for folder in (self.home, self.temporary) for p in folder.rglob("*") if is_temporary(p.name)]

    def fill(self):
        """Leaves a random room on the disk, of a size that is soon used."""
        room = self.numbers.choice([0, 1, 3, 10, 30, 100, 300]) * PAGE
        usage = os.statvfs(self.disk)
        with open(self.disk / "filler", "wb") as filler:
            filler.write(bytes(max(0, usage.f_bavail * usage.f_frsize - room)))

    def empty(self):
        (self.disk / "filler").unlink(missing_ok=True)

    # One round.

    def round(self, act, by_call, full):
        """Kills one command; what was killed, or `None` if it ended before."""
        home, command = self.home, list(act)
        if act == ["add"]:
            self.edits += 1
            command = self.add()
        if act == ["import", "edits"]:
            self.edits += 1
            command = self.edited(home)
        if act == ["import"]:
            self.edits += 1
            command = self.table(home)
        if act[0] == "undo":
            # There is something to undo, or to do again.
            self.edits += 1
            self.done(home, self.add())
            if "--redo" in act:
                self.done(home, ["undo", "--quiet"])
        if act[0] in ("seal", "build") and self.numbers.random() < 0.7:
            self.edits += 1
            self.done(home, self.add())
        kind, before = kind_of(command), self.state(home)
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(home, self.copy, symlinks=True)
        started = time.monotonic()
        self.done(self.copy, command)
        self.seconds[kind] = time.monotonic() - started
        after = self.state(self.copy)
        if by_call and kind not in self.calls:
            shutil.rmtree(self.copy)
            shutil.copytree(home, self.copy, symlinks=True)
            self.count_calls(kind, command, self.copy)
        if full:
            self.fill()
        killed = self.kill(command, by_call)
        self.empty()
        now = self.state(home)
        for name in sorted({*before, *after, *now}):
            if now.get(name) not in (before.get(name), after.get(name)):
                raise Fault(f"{name} is neither as before nor as after")
        if self.run(home, ["check"]).returncode != 0:
            raise Fault("marz check: " + self.run(home, ["check"]).stderr.decode(errors="replace")[-500:])
        if any("seal" in f for f in self.run(home, ["verify"]).stdout.decode().split("\n") if f.startswith("chain")):
            raise Fault("the chain of seals is broken")
        self.mend(kind, command, before, after, now)
        return killed

    def mend(self, kind, command, before, after, now):
        """What the user does next, which must bring either state about."""
        home = self.home
        if kind in ("add", "import", "edits"):
            if now != before:
                # Done, or half of it: what is undone is all of it.
                self.done(home, ["undo", "--quiet"])
                self.expect(before, "after undoing")
                if now == after:
                    self.done(home, ["undo", "--redo", "--quiet"])
                    self.expect(after, "after doing it again")
                else:
                    self.done(home, command)
                    self.expect(after, "after making it once more")
            else:
                self.done(home, command)
                self.expect(after, "after making it once more")
        elif kind == "undo":
            if now == after:
                # What is marked as undone is not known: either way both states are reached.
                self.reach(before, after)
            else:
                self.done(home, command)
                self.expect(after, "after undoing once more")
        else:
            self.done(home, command)
            self.expect(after, "after making it once more")
            if kind == "seal":
                self.done(home, ["verify"])
        # The next edit writes where edits do, and sweeps; seal and build wrote once more already.
        self.done(home, self.add_another())
        if self.left():
            raise Fault(f"left behind: {self.left()[:5]}")
        others = [p.name for p in self.temporary.iterdir()]
        if others:
            raise Fault(f"left in the system's folder: {others[:5]}")

    def reach(self, before, after):
        """From `after` the other way leads to `before`, and back."""
        back, forth = ["undo", "--redo", "--quiet"], ["undo", "--quiet"]
        if self.run(self.home, back).returncode != 0 or self.state(self.home) == after:
            back, forth = forth, back
            self.done(self.home, back)
        self.expect(before, "on the way back")
        self.done(self.home, forth)
        self.expect(after, "and forth")

    def add_another(self):
        self.edits += 1
        return self.add()

    def expect(self, state, when):
        now = self.state(self.home)
        if now != state:
            names = [n for n in sorted({*now, *state}) if now.get(n) != state.get(n)]
            raise Fault(f"{when}: {', '.join(names)} not as expected")


class Fault(Exception):
    pass


def kind_of(command):
    return "edits" if command[:2] == ["import", "edits"] else command[0]


def is_temporary(name):
    return re.search(r"(^|/)\.marz-[^/]*\.tmp", name) is not None


def main():
    marz, project = sys.argv[1], Path(sys.argv[2]).resolve()
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    numbers = random.Random(seed)
    acts = [["add"], ["import"], ["import", "edits"], ["undo", "--quiet"], ["undo", "--redo", "--quiet"], ["seal", "--quiet"], ["build", "--quiet"]]
    kills, by_calls, fulls, rounds, faults = collections.Counter(), 0, 0, 0, []
    with tempfile.TemporaryDirectory() as work:
        desk = Desk(marz, project, Path(work), numbers)
        try:
            assert desk.mounted, "a small disk cannot be mounted here: run this as root"
            assert desk.strace, "there is no strace here"
            desk.begin()
            # Every act is killed at least once, and one with a full disk, where so many are asked for.
            rest = lambda: count >= len(acts) and (len(kills) < len(acts) or not fulls)  # noqa: E731
            while sum(kills.values()) < count or (rest() and rounds < 20 * len(acts)):
                rounds += 1
                act = acts[rounds % len(acts)]
                by_call = numbers.random() < 0.6
                full = numbers.random() < 1 / 3
                if rounds % 40 == 0:
                    desk.begin()
                try:
                    if desk.round(act, by_call, full):
                        kills[" ".join(act[:2] if "--redo" in act or "edits" in act else act[:1])] += 1
                        by_calls += by_call
                        fulls += full
                        if sum(kills.values()) % 50 == 0:
                            print(f"{sum(kills.values())} of {count} kills, {len(faults)} faults", flush=True)
                except Fault as fault:
                    faults.append(f"round {rounds} of seed {seed}, marz {' '.join(act)}, {'at a call' if by_call else 'at a moment'}{', disk full' if full else ''}: {fault}")
                    print(faults[-1], flush=True)
                    assert len(faults) < 20, "too many faults"
                    desk.empty()
                    shutil.rmtree(desk.temporary)
                    desk.temporary.mkdir()
                    desk.begin()
        finally:
            desk.close()
    assert not faults, f"{len(faults)} faults"
    assert not rest(), f"not every act was killed, or none with a full disk: {dict(kills)}, {fulls}"
    each = ", ".join(f"{kind} {n}" for kind, n in sorted(kills.items()))
    print(f"{sum(kills.values())} kills ({each}; {by_calls} at calls that change files, {fulls} on a full disk) lost nothing, left nothing half and no lock")


main()
