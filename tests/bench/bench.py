#!/usr/bin/env python3
"""The benchmark: see ./dev bench. Measures everything, or the lines whose names begin with the words given.

usage: bench.py PROGRAM TOOLS [--record] [--rounds N] [--milliseconds N] [--list] [NAME...]

TOOLS is the folder of the load generator and the bare server. Servers that this machine lacks are left out."""

import argparse
import os
import sys
import time

import report
from lines import LINES, measure
from scripts import Failed
from servers import Machine
from singles import SINGLES
from targets import Run

DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "performance.md")


def chosen(names, words):
    """The names that a word is the beginning of; all without a word."""
    return [name for name in names if not words or any(name.startswith(word) for word in words)]


def parse(arguments):
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("tools", type=os.path.abspath)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--milliseconds", type=int, default=300)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("words", nargs="*")
    return parser.parse_intermixed_args(arguments)


def run_singles(machine, names):
    figures = {}
    for name in names:
        began = time.monotonic()
        try:
            figures[name] = SINGLES[name](machine)
        except Failed as failure:
            print(f"left out: {name}: {failure}", file=sys.stderr)
            continue
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return figures


def main(arguments):
    given = parse(arguments)
    names = [line.name for line in LINES] + list(SINGLES)
    if given.list:
        print("\n".join(names))
        return 0
    wanted = chosen(names, given.words)
    unknown = [word for word in given.words if not chosen(names, [word])]
    if unknown:
        print(f"no line begins with {' or '.join(unknown)}; ./dev bench --list names all", file=sys.stderr)
        return 2
    if given.record and given.words:
        print("only a run of all lines is recorded: no names beside --record", file=sys.stderr)
        return 2
    machine = Machine(given.program, given.tools)
    lines = [line for line in LINES if line.name in wanted]
    try:
        loads = measure(machine, lines, given.rounds, given.milliseconds) if lines else {}
        machine.stop()
        run = Run(loads, run_singles(machine, [name for name in SINGLES if name in wanted]))
    finally:
        machine.stop()
    if run.loads:
        print(report.loads_table(LINES, run))
    if run.singles:
        print("\n" + report.singles_table(run))
    if not given.words:
        print("\n" + report.targets_table(run))
    if given.record:
        report.record(DOCUMENT, LINES, run)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
