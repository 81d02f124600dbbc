"""Statements that take too long, that go on after their call, and whose client has gone."""

import contextlib
import json
import socket
import time
import unittest

from emulator import MYSQL_ARN, POSTGRES_ARN, SECRET_ARN, Emulator, post


def eventually(check, seconds=10):
    deadline = time.monotonic() + seconds
    while not check() and time.monotonic() < deadline:
        time.sleep(0.05)
    return check()


class Time(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator("--statement-timeout", "0.4")
        cls.emulator.execute("CREATE DATABASE late")
        for arn in (MYSQL_ARN, POSTGRES_ARN):
            cls.execute("CREATE TABLE notes (id INT)", arn)

    @classmethod
    def tearDownClass(cls):
        cls.emulator.stop()

    @classmethod
    def execute(cls, sql, arn=MYSQL_ARN, **members):
        database = "late" if arn == MYSQL_ARN else "postgres"
        return cls.emulator.execute(sql, arn, **{"database": database, **members})

    def count(self, arn):
        return self.execute("SELECT count(*) FROM notes", arn).json["records"][0][0]["longValue"]

    def test_a_late_statement(self):  # wire 5.6/deadline
        for arn, sql, message in (
            (MYSQL_ARN, "INSERT INTO notes SELECT SLEEP(5)", "Request timed out"),
            (POSTGRES_ARN, "INSERT INTO notes SELECT 1 FROM (SELECT pg_sleep(5)) AS s",
             "canceling statement due to statement timeout"),
        ):
            with self.subTest(arn):
                before = self.count(arn)
                answer = self.execute(sql, arn)
                self.assertEqual((answer.status, answer.error_type), (400, "StatementTimeoutException"))
                self.assertEqual(answer.message, message)
                self.assertGreater(answer.json["dbConnectionId"], 0)
                self.assertEqual(self.count(arn), before)

    def test_a_statement_that_computes(self):
        numbers = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) "
        for arn in (MYSQL_ARN, POSTGRES_ARN):
            with self.subTest(arn):
                prefix = "SET SESSION cte_max_recursion_depth = 1000000000" if arn == MYSQL_ARN else "SELECT 1"
                self.execute(prefix, arn)
                self.assertEqual(self.execute(numbers + "SELECT count(*) FROM n", arn).error_type,
                                 "StatementTimeoutException")

    def test_a_function_that_computes(self):
        self.assertEqual(self.execute("SELECT count(*) FROM generate_series(1.0, 1e12)", POSTGRES_ARN).error_type,
                         "StatementTimeoutException")

    def test_continue_after_timeout(self):  # wire 5.6/continue
        before = self.count(MYSQL_ARN)
        began = time.monotonic()
        answer = self.execute("INSERT INTO notes SELECT SLEEP(1)", continueAfterTimeout=True)
        self.assertLess(time.monotonic() - began, 0.9)
        self.assertEqual((answer.status, answer.error_type), (400, "StatementTimeoutException"))
        self.assertEqual(answer.message, "Request timed out")
        self.assertGreater(answer.json["dbConnectionId"], 0)
        self.assertEqual(self.count(MYSQL_ARN), before)
        self.assertTrue(eventually(lambda: self.count(MYSQL_ARN) == before + 1))

    def test_continue_after_timeout_of_a_quick_statement(self):
        answer = self.execute("SELECT 1", continueAfterTimeout=True)
        self.assertEqual(answer.json, {"numberOfRecordsUpdated": 0, "records": [[{"longValue": 1}]]})
        answer = self.execute("SELECT * FROM nosuch", continueAfterTimeout=True)
        self.assertEqual(answer.error_type, "DatabaseErrorException")


class HangUp(unittest.TestCase):
    """The client goes while its statement runs: the statement ends, and its write lock is free. Wire
    5.6/hang-up."""

    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.stop)
        self.emulator.execute("CREATE DATABASE late")
        self.emulator.execute("CREATE TABLE notes (id INT)", database="late")

    def hang_up_on(self, sql, **members):
        body = json.dumps({"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN, "database": "late", "sql": sql,
                           **members}).encode()
        with contextlib.closing(socket.create_connection(("127.0.0.1", self.emulator.port))) as connection:
            connection.sendall(b"POST /Execute HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body))
            connection.sendall(body)
            time.sleep(0.3)

    def test_the_statement_is_cancelled(self):
        self.hang_up_on("INSERT INTO notes SELECT SLEEP(30)")
        began = time.monotonic()
        self.assertEqual(self.emulator.execute("INSERT INTO notes VALUES (7)", database="late").status, 200)
        self.assertLess(time.monotonic() - began, 10)
        answer = self.emulator.execute("SELECT id FROM notes", database="late")
        self.assertEqual(answer.json["records"], [[{"longValue": 7}]])

    def test_unless_it_is_to_go_on(self):
        self.hang_up_on("INSERT INTO notes SELECT SLEEP(2)", continueAfterTimeout=True)
        self.assertTrue(eventually(
            lambda: self.emulator.execute("SELECT id FROM notes", database="late").json["records"] != []))

    def test_one_that_waits_for_a_lock(self):
        connection = self.emulator.connect()
        self.addCleanup(connection.close)
        cluster = {"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN}
        identifier = post(connection, "/BeginTransaction", {**cluster, "database": "late"}).json["transactionId"]
        self.emulator.execute("INSERT INTO notes VALUES (1)", transactionId=identifier)
        self.hang_up_on("INSERT INTO notes VALUES (2)")
        time.sleep(2)
        post(connection, "/CommitTransaction", {**cluster, "transactionId": identifier})
        answer = self.emulator.execute("SELECT id FROM notes", database="late")
        self.assertEqual(answer.json["records"], [[{"longValue": 1}]])
