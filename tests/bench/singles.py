"""Measurements that are more than load on a server: how it starts, what it holds, how it grows. Each is a function of the
machine that returns named figures; its name is the line's name."""

import http.client
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time

import scripts

MYSQL, POSTGRES = "mysql", "postgres"
BOTH = ("--in-memory", "--cluster", "mysql=mysql", "--cluster", "postgres=postgres")
FIRST = {MYSQL: "", POSTGRES: "postgres"}


def _script(lines):
    """A file of generated requests; its folder is the system's temporary one."""
    with tempfile.NamedTemporaryFile("w", prefix="bench-", suffix=".txt", delete=False) as file:
        file.write("\n".join(lines) + "\n")
        return file.name


def _execute(sql, transaction=False):
    member = ',"transactionId":"{{transaction}}"' if transaction else ""
    return f'POST /Execute {{{{{{target}}}},"sql":"{sql}"{member}}}'


def _rate(report):
    return report["requests"] / report["seconds"]


def _play_lines(machine, server, engine, lines, **options):
    file = _script(lines)
    try:
        return scripts.play(machine.load, server.port, file, engine, **options)
    finally:
        os.unlink(file)


def start(machine):
    """From the start of the process to the answer of the first SELECT."""
    figures = {}
    for engine in (MYSQL, POSTGRES):
        times = []
        file = _script(['POST /Execute {{{first_target}},"sql":"SELECT 1"}'])
        for _ in range(15):
            server = machine.emulator(*BOTH)
            scripts.play(machine.load, server.port, file, engine, FIRST[engine], requests=1)
            times.append((time.perf_counter() - server.started) * 1000)
            server.stop()
        os.unlink(file)
        figures[f"{engine} ms"] = statistics.median(times)
    return figures


def resident(machine):
    """Resident memory: at rest, after the first statement of each dialect, after 100,000 requests and 300,000 more."""
    server = machine.emulator(*BOTH)
    try:
        time.sleep(0.3)
        figures = {"idle MiB": server.resident_mib()}
        for engine in (MYSQL, POSTGRES):
            scripts.prepare(machine.load, server.port, engine, engine)
        figures["filled MiB"] = server.resident_mib()
        for name, requests in (("100,000 requests MiB", 50_000), ("400,000 requests MiB", 150_000)):
            for engine in (MYSQL, POSTGRES):
                scripts.play(machine.load, server.port, "select_by_key", engine, connections=8, requests=requests)
            figures[name] = server.resident_mib()
        return figures
    finally:
        server.stop()


def rows(machine):
    """SELECT by key at 8 connections over one row, ten thousand and a million."""
    figures = {}
    for engine in (MYSQL, POSTGRES):
        server = machine.emulator(*BOTH)
        try:
            scripts.prepare(machine.load, server.port, engine, engine, rows=0)
            filled = 0
            for count in (1, 10_000, 1_000_000):
                if count == 1:
                    _play_lines(machine, server, engine, [_execute(
                        "INSERT INTO items (id, name, amount) VALUES (1, 'a name', 12.5)")], requests=1)
                    filled = 1
                else:
                    if filled == 1:
                        _play_lines(machine, server, engine, [_execute("DELETE FROM items")], requests=1)
                        filled = 0
                    scripts.play(machine.load, server.port, "fill", engine, requests=(count - filled) // 1000,
                                 next=filled + 1)
                    filled = count
                windows = [_rate(scripts.play(machine.load, server.port, "select_by_key", engine, connections=8,
                                              rows=count, milliseconds=300, warm_up=100)) for _ in range(5)]
                figures[f"{engine} {count:,} requests/s"] = statistics.median(windows)
        finally:
            server.stop()
    return figures


def idle_connections(machine):
    """A thousand connections on which nothing is sent, beside eight that work."""
    server = machine.emulator(*BOTH, "--max-connections", "1100")
    try:
        scripts.prepare(machine.load, server.port, MYSQL, MYSQL)
        options = {"connections": 8, "milliseconds": 400, "warm_up": 100}
        scripts.play(machine.load, server.port, "select_by_key", MYSQL, **options)
        before = server.resident_mib()
        alone, beside = [], []
        for _ in range(5):
            alone.append(_rate(scripts.play(machine.load, server.port, "select_by_key", MYSQL, **options)))
            beside.append(_rate(scripts.play(machine.load, server.port, "select_by_key", MYSQL, idle=1000, **options)))
        return {"more MiB": server.resident_mib() - before, "alone requests/s": statistics.median(alone),
                "beside requests/s": statistics.median(beside)}
    finally:
        server.stop()


def busy_connections(machine):
    """512 connections that all work, reads and writes."""
    figures = {}
    server = machine.emulator(*BOTH)
    try:
        for engine in (MYSQL, POSTGRES):
            scripts.prepare(machine.load, server.port, engine, engine)
            report = scripts.play(machine.load, server.port, "mixed", engine, connections=512, milliseconds=1500)
            figures[f"{engine} requests/s"] = _rate(report)
            figures[f"{engine} p99 ms"] = report["p99"] / 1000
        figures["MiB"] = server.resident_mib()
        return figures
    finally:
        server.stop()


def distinct_statements(machine):
    """5,000 statements that differ in text, twice over: more than the plan cache holds."""
    figures = {}
    server = machine.emulator(*BOTH)
    try:
        for engine in (MYSQL, POSTGRES):
            scripts.prepare(machine.load, server.port, engine, engine)
            lines = [_execute(f"SELECT id, name, amount FROM items WHERE id = {i} AND amount > 0") for i in range(5000)]
            before = server.resident_mib()
            report = _play_lines(machine, server, engine, lines, requests=10_000)
            figures[f"{engine} requests/s"] = _rate(report)
            figures[f"{engine} more MiB"] = server.resident_mib() - before
        return figures
    finally:
        server.stop()


def catalog(machine):
    """A thousand tables of ten columns: what a definition costs then, and a SELECT by key."""
    figures = {}
    columns = ", ".join(f"c{i} VARCHAR(50)" for i in range(9))
    for engine in (MYSQL, POSTGRES):
        server = machine.emulator(*BOTH)
        try:
            scripts.prepare(machine.load, server.port, engine, engine)
            options = {"connections": 8, "milliseconds": 400, "warm_up": 100}
            before = _rate(scripts.play(machine.load, server.port, "select_by_key", engine, **options))
            creates = [_execute(f"CREATE TABLE t{i} (id BIGINT PRIMARY KEY, {columns})") for i in range(1000)]
            _play_lines(machine, server, engine, creates, requests=1000)
            more = [_execute(f"CREATE TABLE more{i} (id BIGINT PRIMARY KEY, {columns})") for i in range(40)]
            report = _play_lines(machine, server, engine, more, requests=40)
            after = _rate(scripts.play(machine.load, server.port, "select_by_key", engine, **options))
            figures[f"{engine} CREATE TABLE ms"] = report["p50"] / 1000
            figures[f"{engine} SELECT before requests/s"] = before
            figures[f"{engine} SELECT after requests/s"] = after
            figures[f"{engine} MiB"] = server.resident_mib()
        finally:
            server.stop()
    return figures


def _post(connection, path, **members):
    body = {**json.loads("{" + scripts.target(MYSQL) + "}"), **members}
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise scripts.Failed(f"{path}: {answer.status} {text.decode()}")
    return json.loads(text)


def lock_wait(machine):
    """/_emulator/health while a transaction holds the write lock and a hundred INSERTs wait for it."""
    server = machine.emulator(*BOTH)
    try:
        scripts.prepare(machine.load, server.port, MYSQL, MYSQL)
        holder = http.client.HTTPConnection("127.0.0.1", server.port)
        transaction = {"transactionId": _post(holder, "/BeginTransaction")["transactionId"]}
        _post(holder, "/Execute", sql="INSERT INTO added (id, name) VALUES (-1, 'the holder')", **transaction)
        command = [machine.load, "--port", str(server.port), "--set", f"target={scripts.target(MYSQL)}", "--script",
                   os.path.join(scripts.FOLDER, "insert.txt"), "--connections", "100", "--requests", "100"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as waiting:
            time.sleep(0.5)
            report = _play_lines(machine, server, MYSQL, ["GET /_emulator/health"], milliseconds=1000)
            still = waiting.poll() is None
            _post(holder, "/CommitTransaction", **transaction)
            holder.close()
        if not still or waiting.returncode != 0:
            raise scripts.Failed("the INSERTs did not wait for the lock, or failed after it")
        return {"p50 ms": report["p50"] / 1000, "p99 ms": report["p99"] / 1000}
    finally:
        server.stop()


def binary(machine):
    """The release program's size, and what it holds beside our own code comes from shared libraries."""
    return {"MiB": os.path.getsize(machine.program) / 2**20}


def peer_start(machine):
    """From the start of the process to the first answer: a Node server that does nothing."""
    node = shutil.which("node")
    if not node:
        return {}
    times = []
    for _ in range(5):
        server = machine._start_node()
        scripts.play(machine.load, server.port, "select_by_key", MYSQL, requests=1)
        times.append((time.perf_counter() - server.started) * 1000)
        resident = server.resident_mib()
        server.stop()
    return {"node ms": statistics.median(times), "node MiB": resident}


SINGLES = {function.__name__: function for function in
           (start, resident, rows, idle_connections, busy_connections, distinct_statements, catalog, lock_wait, binary,
            peer_start)}
