"""What a user feels: time from process start to the first answer, and memory at rest. The release build must keep
the bounds; any build prints the figures."""

import statistics
import time
import unittest

from emulator import IS_RELEASE, MYSQL_ARN, POSTGRES_ARN, Emulator

STARTS = 9
START_LIMIT_MS = 50
MEMORY_LIMIT_KIB = 20 * 1024


class Figures(unittest.TestCase):
    def first_answer_ms(self, arn, database):
        with Emulator() as emulator:
            answer = emulator.execute("SELECT 1", arn, **database)
            elapsed = (time.perf_counter() - emulator.started) * 1000
            self.assertEqual(answer.json["records"], [[{"longValue": 1}]])
        return elapsed

    def test_start_to_first_select(self):
        for arn, database in ((MYSQL_ARN, {}), (POSTGRES_ARN, {"database": "postgres"})):
            with self.subTest(arn):
                times = [self.first_answer_ms(arn, database) for _ in range(STARTS)]
                median = statistics.median(times)
                print(f"start to first SELECT: median {median:.1f} ms of {STARTS}, slowest {max(times):.1f} ms")
                if IS_RELEASE:
                    self.assertLess(median, START_LIMIT_MS)

    def test_memory_at_rest(self):
        with Emulator() as emulator:
            time.sleep(0.5)
            idle = emulator.resident_kib()
            for arn, database in ((MYSQL_ARN, {}), (POSTGRES_ARN, {"database": "postgres"})):
                self.assertEqual(emulator.execute("SELECT 1", arn, **database).status, 200)
            after = emulator.resident_kib()
        print(f"resident memory: {idle / 1024:.1f} MiB idle, {after / 1024:.1f} MiB after a SELECT in each dialect")
        if IS_RELEASE:
            self.assertLess(idle, MEMORY_LIMIT_KIB)
