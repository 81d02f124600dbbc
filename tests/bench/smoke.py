#!/usr/bin/env python3
"""That the benchmark cannot rot: every script is played for a moment against the program, in both dialects.

usage: smoke.py PROGRAM TOOLS"""

import os
import sys
import unittest

import scripts
from lines import LINES
from servers import Machine

PROGRAM, TOOLS = map(os.path.abspath, sys.argv[1:3])


class Smoke(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.machine = Machine(PROGRAM, TOOLS)
        cls.server = cls.machine.server("memory")
        for engine in ("mysql", "postgres"):
            scripts.prepare(cls.machine.load, cls.server.port, engine, engine)

    @classmethod
    def tearDownClass(cls):
        cls.machine.stop()

    def play(self, script, engine="mysql", **options):
        return scripts.play(self.machine.load, self.server.port, script, engine, **options)

    def test_every_script_is_answered(self):
        for line in {(line.script, line.cluster, line.status, line.unit) for line in LINES if line.server == "memory"}:
            script, engine, status, unit = line
            with self.subTest(script=script, engine=engine):
                report = self.play(script, engine, status=status, connections=2, requests=4 * unit)
                self.assertGreaterEqual(report["requests"], 4 * unit)

    def test_a_window_of_time(self):
        report = self.play("select_by_key", connections=8, idle=20, milliseconds=200, warm_up=50,
                           process=self.server.pid)
        self.assertGreater(report["requests"], 100)
        self.assertLess(report["seconds"], 0.3)
        self.assertGreater(report["server_seconds"], 0)
        self.assertGreater(report["received"], 100 * report["requests"])
        times = [report[name] for name in ("p50", "p90", "p99", "max")]
        self.assertEqual(times, sorted(times))

    def test_an_answer_that_is_not_expected_fails_the_run(self):
        with self.assertRaisesRegex(scripts.Failed, "answers were not expected, first 200"):
            self.play("select_by_key", status=405, requests=10)

    def test_a_server_that_is_not_there(self):
        with self.assertRaisesRegex(scripts.Failed, "connect"):
            scripts.play(self.machine.load, 1, "select_by_key", requests=1)

    def test_the_bare_server(self):
        lean = self.machine.server("lean")
        report = scripts.play(self.machine.load, lean.port, "no_op", status=405, connections=3, requests=30)
        self.assertEqual(report["requests"], 30)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
