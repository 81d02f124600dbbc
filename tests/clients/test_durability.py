"""A crash in the middle of inserts loses no row that was acknowledged, and a restart finds the data."""

import contextlib
import http.client
import pathlib
import random
import sqlite3
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

    def test_data_of_the_first_format_is_brought_up_to_date(self):
        """Takes from a directory what later formats of the store added, and opens it again."""
        for arn in (MYSQL_ARN, POSTGRES_ARN):
            with self.subTest(arn), tempfile.TemporaryDirectory() as data:
                with Emulator("--data", data, in_memory=False) as emulator:
                    tell_story(emulator, arn)
                stores = databases_in(data)
                self.assertTrue(stores)
                for store in stores:
                    to_first_format(store)
                for _ in range(2):
                    with Emulator("--data", data, in_memory=False) as again:
                        answer = again.execute("SELECT title FROM records", arn, database="recordstore")
                        self.assertEqual(answer.json["records"], [[{"stringValue": "Liberian Girl"}]])
                        sql = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'records'"
                        answer = again.execute(sql, arn, database="recordstore")
                        self.assertEqual(answer.json["records"], [[{"longValue": 1}]])


def databases_in(folder):
    """The SQLite files that are stores."""
    found = []
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3":
            with contextlib.closing(sqlite3.connect(path)) as connection:
                if connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'emulator_state'").fetchone()[0]:
                    found.append(path)
    return found


def to_first_format(path):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        views = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
        for (view,) in views:
            connection.execute(f'DROP VIEW "{view}"')
        for table in ("emulator_index_included", "emulator_extension", "emulator_role", "emulator_role_member",
                      "emulator_grant"):
            connection.execute(f"DROP TABLE {table}")
        for table, column in (
            ("table", "materialized_text"), ("table", "search_schema"), ("constraint", "is_validated"),
            ("constraint", "is_enforced"), ("view", "comment"), ("index", "options"), ("index_part", "operator_class"),
            ("schema", "owner"), ("table", "owner"), ("table", "row_security"), ("view", "owner"), ("sequence", "owner"), ("enum", "owner"),
        ):
            connection.execute(f"ALTER TABLE emulator_{table} DROP COLUMN {column}")
        connection.execute("UPDATE emulator_state SET format = 1, system_views = 0")
