"""A crash in the middle of inserts loses no row that was acknowledged, and a restart finds the data."""

import http.client
import random
import tempfile
import threading
import unittest

from emulator import MYSQL_ARN, POSTGRES_ARN, Emulator, execute, tell_story

INSERTS = 1_000
CONNECTIONS = 4


class Durability(unittest.TestCase):
    def insert_until_killed(self, emulator, arn, kill_after):
        """Returns the ids whose insert was acknowledged before the program was killed."""
        acknowledged, lock, enough = [], threading.Lock(), threading.Event()

        def insert(numbers):
            connection = emulator.connect()
            self.addCleanup(connection.close)
            for number in numbers:
                try:
                    answer = execute(
                        connection, f"INSERT INTO records VALUES ({number}, 'r{number}', NULL)", arn,
                        database="recordstore",
                    )
                except (OSError, http.client.HTTPException):
                    return
                if answer.status != 200:
                    raise AssertionError(answer.body)
                with lock:
                    acknowledged.append(number)
                    if len(acknowledged) >= kill_after:
                        enough.set()

        threads = [
            threading.Thread(target=insert, args=(range(1000 + first, 1000 + INSERTS, CONNECTIONS),))
            for first in range(CONNECTIONS)
        ]
        for thread in threads:
            thread.start()
        self.assertTrue(enough.wait(timeout=60), emulator.log_text())
        emulator.kill()
        for thread in threads:
            thread.join()
        return set(acknowledged)

    def test_kill_in_the_middle_of_inserts(self):
        for arn in (MYSQL_ARN, POSTGRES_ARN):
            with self.subTest(arn), tempfile.TemporaryDirectory() as data:
                emulator = Emulator("--data", data, in_memory=False)
                tell_story(emulator, arn)
                acknowledged = self.insert_until_killed(emulator, arn, random.randint(INSERTS // 4, INSERTS // 2))
                self.assertLess(len(acknowledged), INSERTS)
                with Emulator("--data", data, in_memory=False) as again:
                    answer = again.execute("SELECT recordid FROM records WHERE recordid >= 1000", arn,
                        database="recordstore",
                    )
                    kept = {row[0]["longValue"] for row in answer.json["records"]}
                self.assertEqual(acknowledged - kept, set())
                self.assertLessEqual(len(kept - acknowledged), CONNECTIONS)

    def test_a_restart_finds_the_data_and_in_memory_leaves_none(self):
        with tempfile.TemporaryDirectory() as data:
            for _ in range(2):
                with Emulator("--data", data, in_memory=False) as emulator:
                    if emulator.execute("SELECT 1", database="recordstore").status != 200:
                        tell_story(emulator, MYSQL_ARN)
                    answer = emulator.execute("SELECT title FROM records", database="recordstore")
                    self.assertEqual(answer.json["records"], [[{"stringValue": "Liberian Girl"}]])
        for _ in range(2):
            with Emulator() as emulator:
                tell_story(emulator, MYSQL_ARN)
