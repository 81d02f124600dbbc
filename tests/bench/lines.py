"""Lines of the benchmark that are load on a server: which script, on which server, from how many connections."""

import dataclasses
import random
import statistics
import sys

import scripts
from servers import Missing

ENGINES = ("mysql", "postgres")
EMULATORS = ("memory", "disk", "engines")


@dataclasses.dataclass(frozen=True)
class Line:
    """One row of the table. `unit`: how many requests of the script are one of what is counted."""

    server: str
    script: str
    connections: int
    cluster: str = "mysql"
    status: int = 200
    unit: int = 1
    per_second: str = "requests"

    @property
    def name(self):
        parts = [self.server, self.script, f"c{self.connections}"]
        if self.server in EMULATORS and self.script != "no_op":
            parts.insert(1, self.cluster)
        return ".".join(parts)


def _lines():
    for connections in (1, 8, 64):
        yield Line("lean", "no_op", connections, status=405)
    for connections in (1, 8, 64, 256):
        yield Line("memory", "no_op", connections, status=405)
    for engine in ENGINES:
        for connections in (1, 8, 64, 256):
            yield Line("memory", "select_by_key", connections, engine)
        for script in ("select_ten_rows", "wide_row", "insert", "update", "first_seen"):
            yield Line("memory", script, 8, engine)
        yield Line("memory", "insert", 1, engine)
        yield Line("memory", "first_seen", 1, engine)
        yield Line("memory", "select_10000_rows", 1, engine)
        yield Line("memory", "batch_1000", 1, engine)
        yield Line("memory", "transaction", 8, engine, unit=7, per_second="transactions")
        yield Line("memory", "mixed", 64, engine)
        for script, connections in (("select_by_key", 8), ("insert", 1), ("insert", 8), ("batch_1000", 1), ("mixed", 64)):
            yield Line("disk", script, connections, engine)
        for script, connections in (("select_by_key", 1), ("select_by_key", 8), ("insert", 8), ("batch_1000", 1)):
            yield Line("engines", script, connections, engine)
    for peer in ("node", "fastapi"):
        for connections in (1, 8, 64):
            yield Line(peer, "select_by_key", connections)
    yield Line("data_api_local", "select_by_key", 8, "postgres")


LINES = tuple(_lines())


@dataclasses.dataclass
class Measured:
    """The median window of a line."""

    rate: float
    p50: float
    p90: float
    p99: float
    worst: float
    processor: float  # microseconds of the server's per request
    received: float  # bytes per second
    windows: list

    @classmethod
    def of(cls, line, reports):
        def median(value):
            return statistics.median(value(report) for report in reports)

        windows = [report["requests"] / report["seconds"] / line.unit for report in reports]
        return cls(
            statistics.median(windows),
            median(lambda report: report["p50"]),
            median(lambda report: report["p90"]),
            median(lambda report: report["p99"]),
            median(lambda report: report["max"]),
            median(lambda report: report["server_seconds"] / report["requests"] * 1e6),
            median(lambda report: report["received"] / report["seconds"]),
            windows,
        )


def _left_out(line, failure):
    print(f"left out: {line.name}: {failure}", file=sys.stderr, flush=True)


def _prepare(machine, lines):
    """The tables that the lines want, and of the lines those whose server is there."""
    ready = []
    prepared = set()
    for line in lines:
        holder = "engines" if line.server == "data_api_local" else line.server  # who makes the tables it reads
        try:
            machine.server(line.server)
            if holder in EMULATORS and (holder, line.cluster) not in prepared:
                scripts.prepare(machine.load, machine.server(holder).port, line.cluster, line.cluster)
                prepared.add((holder, line.cluster))
        except Missing:
            continue
        except scripts.Failed as failure:
            _left_out(line, failure)
            continue
        ready.append(line)
    return ready


def measure(machine, lines, rounds, milliseconds):
    """Windows of all lines, round by round in another order each time: what disturbs the machine hits all alike. A line
    that fails once is measured no more, and told."""
    ready = _prepare(machine, lines)
    reports = {line: [] for line in ready}
    for _ in range(rounds):
        for line in random.sample(ready, len(ready)):
            if line not in reports:
                continue
            server = machine.server(line.server)
            try:
                reports[line].append(scripts.play(
                    machine.load, server.port, line.script, line.cluster, connections=line.connections,
                    status=line.status, milliseconds=milliseconds, warm_up=milliseconds // 6, process=server.pid))
            except scripts.Failed as failure:
                _left_out(line, failure)
                del reports[line]
    return {line.name: Measured.of(line, reports[line]) for line in lines if line in reports}
