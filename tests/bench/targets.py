"""What the program promises, and whether a run has kept it. Each target reads its figure from the run; one whose lines
were not measured has none."""

import dataclasses
import statistics
from typing import Callable, Optional


@dataclasses.dataclass(frozen=True)
class Target:
    what: str
    wanted: str
    figure: Callable  # of the run: a number, or None
    kept: Callable  # of the number
    shown: str = "{:.2f}"
    why: str = ""  # it is missed, as far as profiles tell


class Run:
    """Figures by the names of lines."""

    def __init__(self, loads, singles):
        self.loads = loads
        self.singles = singles

    def rate(self, name):
        return self.loads[name].rate

    def ratio(self, above, below):
        """Median of the windows' ratios, round by round: what the machine did to one it did to the other."""
        pairs = zip(self.loads[above].windows, self.loads[below].windows)
        return statistics.median(first / second for first, second in pairs)

    def single(self, line, figure):
        return self.singles[line][figure]


def _both(figure, worst):
    return lambda run: worst(figure(run, engine) for engine in ("mysql", "postgres"))


def _key_to_no_op(connections):
    return _both(lambda run, engine: run.ratio(f"memory.{engine}.select_by_key.c{connections}",
                                               f"memory.no_op.c{connections}"), min)


def _at_least(bound):
    return lambda figure: figure >= bound


def _at_most(bound):
    return lambda figure: figure <= bound


def _insert_to_no_op(run, engine):
    return run.ratio(f"memory.{engine}.insert.c8", "memory.no_op.c8")


def _per_set(run, engine):
    return run.loads[f"memory.{engine}.batch_1000.c1"].p50 / 1000


def _per_cell(run, engine):
    return run.loads[f"memory.{engine}.select_10000_rows.c1"].p50 * 1000 / 40_000


def _megabytes(run, engine):
    return run.loads[f"memory.{engine}.select_10000_rows.c1"].received / 1e6


def _growth(run, engine):
    return run.single("rows", f"{engine} 1 requests/s") / run.single("rows", f"{engine} 1,000,000 requests/s")


def _first_seen(run, engine):
    return run.loads[f"memory.{engine}.first_seen.c1"].p50


def _spread(run, engine):
    line = run.loads[f"memory.{engine}.select_by_key.c8"]
    return line.p99 / line.p50


def _catalog(run, engine):
    return run.single("catalog", f"{engine} CREATE TABLE ms")


def _unaffected(run, engine):
    return (run.single("catalog", f"{engine} SELECT after requests/s") /
            run.single("catalog", f"{engine} SELECT before requests/s"))


def _wide(run, engine):
    return (run.loads[f"memory.{engine}.wide_row.c8"].processor /
            run.loads[f"memory.{engine}.select_by_key.c8"].processor)


ECHO_WHY = "the peer only echoes; it is held against all that a SELECT does here, which the lines above take apart"

ROWS_WHY = "each row is a vector and each text a copy: a fifth of the instructions is memory"

BY_KEY_WHY = ("half of what it adds to the no-op is the engine, most of that SQLite's two statements (the catalog's stamp "
              "and the query, in one snapshot); a quarter is reading the request's JSON; then the answer, the session "
              "and the plan")

TARGETS = (
    Target("the no-op against a bare Beast server, 8 connections", "≥ 0.80",
           lambda run: run.ratio("memory.no_op.c8", "lean.no_op.c8"), _at_least(0.8)),
    Target("SELECT by key against the no-op, 8 connections, the slower dialect", "≥ 0.70, then 0.80",
           _key_to_no_op(8), _at_least(0.7), why=BY_KEY_WHY),
    Target("the same, 64 connections", "≥ 0.70, then 0.80", _key_to_no_op(64), _at_least(0.7), why=BY_KEY_WHY),
    Target("latency of SELECT by key on one connection against the no-op's", "≤ 1.25",
           _both(lambda run, engine: run.loads[f"memory.{engine}.select_by_key.c1"].p50 /
                 run.loads["memory.no_op.c1"].p50, max), _at_most(1.25), why=BY_KEY_WHY),
    Target("SELECT by key, 99th percentile against the median, 8 connections", "≤ 3", _both(_spread, max), _at_most(3)),
    Target("INSERT committed by itself against the no-op, 8 connections", "≥ 0.50", _both(_insert_to_no_op, min),
           _at_least(0.5),
           why="a snapshot, the write lock, the catalog's stamp under each, a savepoint around the row, and the commit "
               "with two writes to the log"),
    Target("BatchExecuteStatement of 1,000 sets, per set", "≤ 4 µs", _both(_per_set, max), _at_most(4), "{:.1f} µs",
           why="half of a set is SQLite with the functions that check and convert each value"),
    Target("10,000 rows of four columns, per cell, end to end", "≤ 150 ns", _both(_per_cell, max), _at_most(150),
           "{:.0f} ns",
           why=ROWS_WHY),
    Target("the same, bytes of the answer", "≥ 250 MB/s", _both(_megabytes, min), _at_least(250), "{:.0f} MB/s",
           why=ROWS_WHY),
    Target("SELECT by key over a million rows, how many times as slow as over one", "≤ 1.5", _both(_growth, max),
           _at_most(1.5)),
    Target("64 connections against one, requests per second", "≥ 1",
           lambda run: run.rate("memory.mysql.select_by_key.c64") / run.rate("memory.mysql.select_by_key.c1"),
           _at_least(1)),
    Target("1,000 idle connections, memory", "< 30 MiB", lambda run: run.single("idle_connections", "more MiB"),
           _at_most(30), "{:.1f} MiB"),
    Target("the same, throughput of eight others", "no loss (≥ 0.95)",
           lambda run: run.single("idle_connections", "beside requests/s") /
           run.single("idle_connections", "alone requests/s"), _at_least(0.95),
           why="two windows of one server, one after the other: three more pairs on the same day gave 0.76 to 1.00, so "
               "the line shows what a window varies by, and no loss beyond that"),
    Target("a first-seen join of three tables, MySQL", "≤ 300 µs", lambda run: _first_seen(run, "mysql"), _at_most(300),
           "{:.0f} µs"),
    Target("the same, PostgreSQL", "≤ 300 µs", lambda run: _first_seen(run, "postgres"), _at_most(300), "{:.0f} µs"),
    Target("CREATE TABLE beside 1,000 tables of 10 columns", "≤ 20 ms", _both(_catalog, max), _at_most(20),
           "{:.1f} ms"),
    Target("SELECT by key beside them against before", "no loss (≥ 0.95)", _both(_unaffected, min), _at_least(0.95)),
    Target("5,000 statements of different text, twice over, more memory", "≤ 4 MiB",
           _both(lambda run, engine: run.single("distinct_statements", f"{engine} more MiB"), max), _at_most(4),
           "{:.1f} MiB"),
    Target("a row of 50 columns by key out of 10,000, processor time against four columns", "≤ 3 times",
           _both(_wide, max), _at_most(3), "{:.1f} times"),
    Target("512 connections that read and write, 99th percentile", "≤ 100 ms",
           _both(lambda run, engine: run.single("busy_connections", f"{engine} p99 ms"), max), _at_most(100),
           "{:.0f} ms", why="the slowest are writers that queue for the one write lock"),
    Target("start of the process to the first answered SELECT, the slower dialect", "≤ 20 ms",
           _both(lambda run, engine: run.single("start", f"{engine} ms"), max), _at_most(20), "{:.1f} ms",
           why="over half is the new database: SQLite reads the system views, which are then described, and is told of "
               "every function; a tenth is the loader"),
    Target("resident memory at rest", "≤ 12 MiB", lambda run: run.single("resident", "idle MiB"), _at_most(12),
           "{:.1f} MiB"),
    Target("resident memory after 100,000 requests, both dialects open, 20,000 rows", "≤ 20 MiB",
           lambda run: run.single("resident", "100,000 requests MiB"), _at_most(20), "{:.1f} MiB",
           why="8 MiB are pages of the program that two parsers and SQLite have touched, 6 shared libraries, the rest "
               "two databases' schemas, functions, plans and page caches"),
    Target("its growth over 300,000 requests more", "≤ 1 MiB",
           lambda run: run.single("resident", "400,000 requests MiB") - run.single("resident", "100,000 requests MiB"),
           _at_most(1), "{:.1f} MiB"),
    Target("the release program, stripped", "≤ 19 MiB", lambda run: run.single("binary", "MiB"), _at_most(19),
           "{:.1f} MiB"),
    Target("health while 100 statements wait for a write lock, 99th percentile", "≤ 5 ms",
           lambda run: run.single("lock_wait", "p99 ms"), _at_most(5), "{:.2f} ms"),
    Target("against FastAPI that only echoes, 8 connections", "≥ 12 times",
           lambda run: run.rate("memory.mysql.select_by_key.c8") / run.rate("fastapi.select_by_key.c8"), _at_least(12),
           "{:.1f} times", why=ECHO_WHY),
    Target("against Node that only echoes, 8 connections", "≥ 1.8 times",
           lambda run: run.rate("memory.mysql.select_by_key.c8") / run.rate("node.select_by_key.c8"), _at_least(1.8),
           "{:.1f} times", why=ECHO_WHY),
    Target("against data-api-local before PostgreSQL, 8 connections", "≥ 50 times",
           lambda run: run.rate("memory.postgres.select_by_key.c8") / run.rate("data_api_local.select_by_key.c8"),
           _at_least(50), "{:.0f} times"),
)


def figure_of(target, run) -> Optional[float]:
    try:
        return target.figure(run)
    except KeyError:
        return None
