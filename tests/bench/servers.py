"""The servers that are measured: each is started on a free port, says where it listens, and is ended by its own id."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LISTENING = re.compile(rb"listening on http://127\.0\.0\.1:(\d+)")
START_SECONDS = 15
# Its own driver hangs on a Node of today.
DATA_API_LOCAL = {"dependencies": {"data-api-local": "1.0.0-alpha.2"}, "overrides": {"pg": "^8"}}


class Missing(Exception):
    """A server that this machine does not have."""


class Server:
    """A process that prints "listening on http://127.0.0.1:PORT" once it answers."""

    def __init__(self, command, environment=None, processor=True):
        self.folder = tempfile.mkdtemp(prefix="bench-")
        self.started = time.perf_counter()
        with open(os.path.join(self.folder, "stderr"), "wb") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, env={**os.environ, **(environment or {})},
                                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        self.port = self._wait()
        self.measures_processor = processor

    def _wait(self):
        # A program that says nothing is ended, which also ends the reading.
        patience = threading.Timer(START_SECONDS, self.process.kill)
        patience.start()
        try:
            for line in iter(self.process.stdout.readline, b""):
                found = LISTENING.search(line)
                if found:
                    return int(found.group(1))
        finally:
            patience.cancel()
        with open(os.path.join(self.folder, "stderr"), encoding="utf-8", errors="replace") as log:
            text = log.read()
        self.stop()
        raise Missing(f"does not start: {text.strip()[-400:]}")

    @property
    def pid(self):
        return self.process.pid

    def resident_mib(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Machine:
    """Where the programs are, and which servers run. Servers are started when first asked for."""

    def __init__(self, program, tools):
        self.program = program
        self.load = os.path.join(tools, "load")
        self.lean = os.path.join(tools, "lean_server")
        self.peers = os.path.join(os.path.dirname(tools), "..", "..", "bench")
        self.running = {}
        self.missing = {}

    def emulator(self, *arguments):
        """One more, for a measurement of its own; the caller stops it."""
        return Server([self.program, "--port", "0", "--log-level", "error", *arguments])

    def server(self, name):
        if name in self.missing:
            raise Missing(self.missing[name])
        if name not in self.running:
            try:
                self.running[name] = getattr(self, "_start_" + name)()
            except Missing as missing:
                self.missing[name] = str(missing)
                print(f"left out: {name}: {missing}", file=sys.stderr)
                raise
        return self.running[name]

    def _start_memory(self):
        return self.emulator("--in-memory", "--cluster", "mysql=mysql", "--cluster", "postgres=postgres",
                             "--max-connections", "1100")

    def _start_disk(self):
        return self.emulator("--cluster", "mysql=mysql", "--cluster", "postgres=postgres")

    def _start_engines(self):
        clusters = []
        for engine, variable in (("mysql", "EMULATOR_TEST_MYSQL"), ("postgres", "EMULATOR_TEST_POSTGRES")):
            if variable in os.environ:
                clusters += ["--cluster", f"{engine}={os.environ[variable]}"]
        if not clusters:
            raise Missing("no PostgreSQL and no MariaDB was started beside this program (tests/support/engines.sh)")
        return self.emulator("--in-memory", *clusters)

    def _start_lean(self):
        return Server([self.lean])

    def _start_node(self):
        node = shutil.which("node")
        if not node:
            raise Missing("node is not installed")
        return Server([node, os.path.join(HERE, "peers", "node_echo.mjs")])

    def _start_fastapi(self):
        return Server([sys.executable, os.path.join(HERE, "peers", "fastapi_echo.py")],
                      {"PYTHONPATH": self._python_packages()})

    def _python_packages(self):
        folder = os.path.abspath(os.path.join(self.peers, "python"))
        if not os.path.isdir(os.path.join(folder, "fastapi")):
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "fastapi", "uvicorn",
                       "uvloop", "httptools"]
            self._install(command, folder)
        return folder

    def _start_data_api_local(self):
        if "EMULATOR_TEST_POSTGRES" not in os.environ:
            raise Missing("it needs a PostgreSQL")
        folder = os.path.abspath(os.path.join(self.peers, "node"))
        if not os.path.isfile(os.path.join(folder, "package-lock.json")):
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, "package.json"), "w", encoding="ascii") as package:
                json.dump(DATA_API_LOCAL, package)
            self._install(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts",
                           "--loglevel=error"], folder)
        shutil.copy(os.path.join(HERE, "peers", "data_api_local.cjs"), folder)
        return Server(["node", os.path.join(folder, "data_api_local.cjs")])

    @staticmethod
    def _install(command, folder):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Missing(f"cannot be installed: {error}") from error
        if done.returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            raise Missing(f"cannot be installed: {done.stderr.strip()[-200:]}")

    def stop(self):
        for server in self.running.values():
            server.stop()
        self.running.clear()
