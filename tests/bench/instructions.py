#!/usr/bin/env python3
"""Counts instructions per request of the main scenarios with callgrind, and compares them with instructions.csv.

usage: instructions.py SERVER LOAD [--record] [--keep FOLDER] [ENGINE | SCENARIO]...

Ends with 1 if a scenario costs more than it did by over 5 %, with 77 (skipped) if there is no valgrind or if another
compiler made the program than the one whose counts are recorded: counts of two compilers cannot be compared."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import scripts

RECORD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.csv")
MARGIN = 0.05
SKIPPED = 77
ENGINES = ("mysql", "postgres")
# Script, expected status, requests that are counted, requests of a unit (a transaction has seven).
SCENARIOS = (
    ("no_op", 405, 200, 1),
    ("select_by_key", 200, 200, 1),
    ("select_ten_rows", 200, 100, 1),
    ("select_10000_rows", 200, 2, 1),
    ("insert", 200, 100, 1),
    ("update", 200, 100, 1),
    ("batch_1000", 200, 3, 1),
    ("transaction", 200, 210, 7),
    ("first_seen", 200, 40, 1),
)


class Counted:
    """The server under callgrind."""

    def __init__(self, server, folder):
        self.folder = folder
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", server]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline() or 0)
        if self.port == 0:
            raise scripts.Failed("the counted server did not start")

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        if self.process.stdout.readline() != "done\n":
            raise scripts.Failed("the counted server has gone")

    def total(self, name):
        """Dumps under this name and returns what was counted since zero."""
        before = set(glob.glob(self.folder + "/out.*"))
        self.tell(name)
        (dump,) = set(glob.glob(self.folder + "/out.*")) - before
        with open(dump, encoding="utf-8", errors="replace") as text:
            return int(re.search(r"^totals: (\d+)", text.read(), re.MULTILINE).group(1))

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def count(server, load, folder, wanted):
    engines = [engine for engine in ENGINES if engine in wanted] or ENGINES
    names = [row[0] for row in SCENARIOS if row[0] in wanted] or [row[0] for row in SCENARIOS]
    counted = Counted(server, folder)
    result = {}
    try:
        for engine in engines:
            scripts.prepare(load, counted.port, engine, engine)
            for name, status, requests, unit in SCENARIOS:
                if name not in names:
                    continue
                scripts.play(load, counted.port, name, engine, status=status, requests=max(requests // 2, unit))
                counted.tell("zero")
                scripts.play(load, counted.port, name, engine, status=status, requests=requests)
                result[engine, name] = round(counted.total(f"{engine}-{name}") * unit / requests)
                print(f"{engine:9}{name:20}{result[engine, name]:>14,}", flush=True)
    finally:
        counted.stop()
    return result


def compiler_of(server):
    """As the program itself was made: GCC leaves its version there."""
    with open(server, "rb") as program:
        found = re.search(rb"GCC: \([^)]*\) ([0-9.]+)", program.read())
    return "g++ " + found.group(1).decode() if found else "unknown"


def read_record():
    with open(RECORD, encoding="utf-8") as lines:
        compiler = lines.readline().strip().removeprefix("# counted with ")
        lines.readline()
        rows = (line.strip().split(",") for line in lines)
        return compiler, {(engine, name): int(instructions) for engine, name, instructions in rows}


def write_record(compiler, counts):
    with open(RECORD, "w", encoding="utf-8") as lines:
        lines.write(f"# counted with {compiler}\nengine,scenario,instructions\n")
        for (engine, name), instructions in counts.items():
            lines.write(f"{engine},{name},{instructions}\n")


def compare(counts, recorded):
    worse = []
    for key, now in counts.items():
        before = recorded.get(key)
        if before is None or now > before * (1 + MARGIN):
            worse.append((key, before, now))
    for (engine, name), before, now in worse:
        told = f"{before:,} recorded, {now / before - 1:+.1%}" if before else "never recorded"
        print(f"{engine} {name} costs {now:,} instructions per request; {told}")
    if worse:
        print("If that is the price of something worth it: ./dev bench instructions --record, and say so in the commit.")
    return 1 if worse else 0


def main(arguments):
    record = "--record" in arguments
    keep = arguments[arguments.index("--keep") + 1] if "--keep" in arguments else None
    server, load, *wanted = [word for word in arguments if word not in ("--record", "--keep", keep)]
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        return SKIPPED
    compiler = compiler_of(server)
    if not record and not keep:
        recorded_with, recorded = read_record()
        if compiler != recorded_with:
            print(f"skipped: made by {compiler}, but the counts are of {recorded_with}")
            return SKIPPED
    with tempfile.TemporaryDirectory(prefix="instructions-") as temporary:
        counts = count(server, load, keep or temporary, wanted)
    if record:
        write_record(compiler, counts)
    return 0 if record or keep else compare(counts, recorded)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
