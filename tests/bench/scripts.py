"""The scripts that the load generator plays: what their names stand for, and how one is played. See load/script.hpp."""

import itertools
import json
import os
import subprocess

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scripts")
ROWS = 10_000
LONGEST_SECONDS = 120
UNUSED = itertools.count(1_000_000_000, 100_000_000)  # where {{next}} begins, so that no key is used twice


def target(cluster, database="bench"):
    """The members that every request has in common."""
    members = {
        "resourceArn": f"arn:aws:rds:us-east-1:123456789012:cluster:{cluster}",
        "secretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:bench",
    }
    if database:
        members["database"] = database
    return json.dumps(members)[1:-1]


class Failed(Exception):
    pass


def play(load, port, script, cluster="none", first_database="", names=None, **options):
    """Runs the load generator to its end and returns its report. `script` is a name in scripts/ or a file."""
    file = script if os.path.sep in script else os.path.join(FOLDER, script + ".txt")
    named = {"target": target(cluster), "first_target": target(cluster, first_database), **(names or {})}
    options = {"rows": ROWS, "next": next(UNUSED), **options}
    command = [load, "--port", str(port), "--script", file]
    for name, value in named.items():
        command += ["--set", f"{name}={value}"]
    for name, value in options.items():
        command += ["--" + name.replace("_", "-"), str(value)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{script}: no end after {LONGEST_SECONDS} s") from error
    if done.returncode == 2:
        raise Failed(f"{script}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    if report["failures"]:
        raise Failed(f"{script}: {report['failures']} answers were not expected, first {report['first_failure']}")
    if not report["requests"] or not report["seconds"]:
        raise Failed(f"{script}: no request was answered within the window")
    return report


def prepare(load, port, cluster, engine, rows=ROWS):
    """Makes the tables of the scenarios and fills them."""
    first_database = "postgres" if engine == "postgres" else ""
    play(load, port, "create", cluster, first_database, requests=8)
    if rows >= 1000:
        play(load, port, "fill", cluster, requests=rows // 1000, next=1)
        play(load, port, "fill_others", cluster, requests=3)
