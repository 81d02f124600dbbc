"""The program from the outside without a client: exec, translate, version, and what it says when it cannot serve."""

import os
import socket
import subprocess
import sys
import tempfile
import unittest

from emulator import BINARY, Emulator

ASK = """
import json, os, sys, urllib.request
body = {"resourceArn": os.environ["RESOURCE_ARN"], "secretArn": os.environ["SECRET_ARN"], "sql": "SELECT 1 + 1"}
request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL_RDS_DATA"] + "/Execute", json.dumps(body).encode(),
                                 {"Content-Type": "application/json"})
print(json.load(urllib.request.urlopen(request))["records"])
print(sorted(name for name in os.environ if name.startswith("AWS_")))
sys.exit(7)
"""


class Commands(unittest.TestCase):
    def run_program(self, *arguments, **options):
        with tempfile.TemporaryDirectory() as folder:
            return subprocess.run([BINARY, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, timeout=30, check=False, **options)

    def test_exec_gives_the_command_a_server_and_its_status(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        done = self.run_program("exec", "--", sys.executable, "-c", ASK, env=environment)
        self.assertEqual(done.returncode, 7, done.stderr)
        records, names = done.stdout.splitlines()
        self.assertEqual(records, "[[{'longValue': 2}]]")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL_RDS_DATA"):
            self.assertIn(name, names)

    def test_exec_of_a_command_that_is_not_there(self):
        self.assertEqual(self.run_program("exec", "--", "no-such-command").returncode, 127)

    def test_version(self):
        done = self.run_program("version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"^rds-data-local \d+\.\d+\.\d+")

    def test_translate(self):
        done = self.run_program("translate", "--engine", "postgres", "SELECT 1 AS one")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("one", done.stdout)
        done = self.run_program("translate", "--engine", "mysql", "SELEKT")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("right syntax to use near 'SELEKT' at line 1", done.stderr)

    def test_help_names_the_options(self):
        done = self.run_program("--help")
        self.assertEqual(done.returncode, 0)
        for option in ("--port", "--data", "--in-memory", "--cluster", "--init", "exec", "translate"):
            self.assertIn(option, done.stdout)

    def test_a_taken_port_is_said(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = self.run_program("--in-memory", "--port", str(port))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(str(port), done.stderr)

    def test_an_unknown_option_is_said(self):
        done = self.run_program("--no-such-option")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--no-such-option", done.stderr)

    def test_another_address_needs_a_word(self):
        done = self.run_program("--in-memory", "--port", "0", "--host", "0.0.0.0")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--insecure", done.stderr)

    def test_init_fills_a_fresh_cluster(self):
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
            script.write("CREATE DATABASE shop; CREATE TABLE shop.t (a INT); INSERT INTO shop.t VALUES (1), (2);")
            script.flush()
            with Emulator("--init", f"recordstore={script.name}") as emulator:
                answer = emulator.execute("SELECT a FROM t ORDER BY a", database="shop")
                self.assertEqual(answer.json["records"], [[{"longValue": 1}], [{"longValue": 2}]])
