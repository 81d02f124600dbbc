"""Real engines behind the API: the types of wire.md 3, statements that are late, and clients that hang up. Needs the
addresses that tests/support/engines.sh gives."""

import contextlib
import json
import os
import socket
import time
import unittest

import test_wire_types as types
from emulator import SECRET_ARN, Emulator, post

ARN = "arn:aws:rds:us-east-1:123456789012:cluster:real"
# MariaDB, which stands in for MySQL, has no JSON type but a LONGTEXT.
MARIADB_DIFFERS = {"JSON"}


class Real:
    address = ""
    nap = ""
    values = ()
    differs = set()

    @classmethod
    def setUpClass(cls):
        if not os.environ.get(cls.address):
            raise unittest.SkipTest(f"{cls.address} is not set")
        cls.emulator = Emulator("--cluster", f"real={os.environ[cls.address]}", "--statement-timeout", "1")
        cls.good("DROP TABLE IF EXISTS notes")
        cls.good("CREATE TABLE notes (id INT)")

    @classmethod
    def tearDownClass(cls):
        cls.emulator.stop()

    @classmethod
    def good(cls, sql, **members):
        answer = cls.emulator.execute(sql, ARN, **members)
        assert answer.status == 200, f"{sql}: {answer.body}"
        return answer.json

    def count(self):
        return self.good("SELECT count(*) FROM notes")["records"][0][0]["longValue"]

    def test_values(self):
        for number, (row, column_type, literal, field, _) in enumerate(self.values):
            if column_type in self.differs:
                continue
            with self.subTest(row, column_type=column_type):
                self.good(f"DROP TABLE IF EXISTS wire{number}")
                self.good(f"CREATE TABLE wire{number} (v {column_type})")
                self.good(f"INSERT INTO wire{number} (v) VALUES ({literal})")
                answer = self.emulator.execute(f"SELECT v FROM wire{number}", ARN)
                if isinstance(field, dict):
                    self.assertEqual(answer.json.get("records"), [[field]], answer.body)
                elif field == "InternalFailure":
                    self.assertEqual(answer.error_type, field)
                else:
                    self.assertEqual(answer.error_type, "UnsupportedResultException")

    def test_a_late_statement(self):  # wire 5.6/deadline
        before = self.count()
        answer = self.emulator.execute(self.nap.format(5), ARN)
        self.assertEqual(answer.error_type, "StatementTimeoutException", answer.body)
        self.assertGreater(answer.json["dbConnectionId"], 0)
        self.assertEqual(self.count(), before)

    def test_one_that_goes_on(self):  # wire 5.6/continue
        before = self.count()
        answer = self.emulator.execute(self.nap.format(2), ARN, continueAfterTimeout=True)
        self.assertEqual(answer.error_type, "StatementTimeoutException", answer.body)
        self.assertGreater(answer.json["dbConnectionId"], 0)
        deadline = time.monotonic() + 10
        while self.count() == before and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertEqual(self.count(), before + 1)

    def test_a_client_that_hangs_up(self):  # wire 5.6/hang-up
        # With a deadline far away it is the hang-up that ends the statement.
        with Emulator("--cluster", f"real={os.environ[self.address]}") as emulator:
            before = self.count()
            body = json.dumps({"resourceArn": ARN, "secretArn": SECRET_ARN, "sql": self.nap.format(30)}).encode()
            with contextlib.closing(socket.create_connection(("127.0.0.1", emulator.port))) as connection:
                connection.sendall(b"POST /Execute HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body))
                connection.sendall(body)
                time.sleep(1)
                self.assertEqual(self.running(emulator), 1)
            deadline = time.monotonic() + 15
            while self.running(emulator) and time.monotonic() < deadline:
                time.sleep(0.1)
            self.assertEqual(self.running(emulator), 0)
            self.assertEqual(self.count(), before)

    def running(self, emulator):
        answer = emulator.execute(self.processes, ARN)
        return answer.json["records"][0][0]["longValue"]


class RealMysql(Real, unittest.TestCase):
    address = "EMULATOR_TEST_MYSQL"
    nap = "INSERT INTO notes SELECT SLEEP({})"
    processes = ("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'INSERT INTO notes%' "
                 "AND id <> CONNECTION_ID()")
    values = types.MYSQL_VALUES
    differs = MARIADB_DIFFERS


class RealPostgres(Real, unittest.TestCase):
    address = "EMULATOR_TEST_POSTGRES"
    nap = "INSERT INTO notes SELECT 1 FROM (SELECT pg_sleep({})) AS s"
    processes = ("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'INSERT INTO notes%' AND state = 'active' "
                 "AND pid <> pg_backend_pid()")
    values = types.POSTGRES_VALUES

    def test_types_that_only_a_real_engine_has(self):
        for row, expression, field in (
            ("3.4/ranges", "'[1,5)'::int4range", {"stringValue": "[1,5)"}),
            ("3.4/inet", "'192.168.1.1'::inet", {"stringValue": "192.168.1.1"}),
            ("3.4/inet", "'10.0.0.0/8'::cidr", {"stringValue": "10.0.0.0/8"}),
            ("3.4/bit", "B'101'", {"stringValue": "101"}),
            ("3.4/nan", "'NaN'::float8", {"doubleValue": "NaN"}),
            ("3.4/nan", "'-Infinity'::float4", {"doubleValue": "-Infinity"}),
            ("3.4/unsupported", "'08:00:2b:01:02:03'::macaddr", "MACADDR"),
            ("3.4/unsupported", "'pg_class'::regclass", "regclass"),
            ("3.4/unsupported", "ROW(1, 2)", "RECORD"),
        ):
            with self.subTest(row, expression=expression):
                answer = self.emulator.execute(f"SELECT {expression}", ARN)
                if isinstance(field, dict):
                    self.assertEqual(answer.json.get("records"), [[field]], answer.body)
                else:
                    self.assertEqual(answer.message, f"The result contains the unsupported data type {field}.")

    def test_a_wrong_password(self):  # wire 2.4/wrong-password
        with Emulator("--cluster", f"real={os.environ[self.address]},v1", "--secret", f"{SECRET_ARN}=tester:wrong") as emulator:
            answer = emulator.execute("SELECT 1", ARN)
        self.assertEqual(answer.error_type, "BadRequestException")
        self.assertIn('FATAL: password authentication failed for user "tester"', answer.message)

    def test_permission(self):  # wire 2.1/permission
        self.good("DROP TABLE IF EXISTS clients")
        self.good("CREATE TABLE clients (id int)")
        identifier = self.begin()
        for sql in ("CREATE ROLE nobody_here", "SET LOCAL ROLE nobody_here"):
            answer = self.emulator.execute(sql, ARN, transactionId=identifier)
            if answer.status != 200:
                self.skipTest(f"the server's user may not: {answer.message}")
        answer = self.emulator.execute("SELECT * FROM clients", ARN, transactionId=identifier)
        self.assertEqual(answer.message, "ERROR: permission denied for table clients; SQLState: 42501")

    def begin(self):
        with contextlib.closing(self.emulator.connect()) as connection:
            answer = post(connection, "/BeginTransaction", {"resourceArn": ARN, "secretArn": SECRET_ARN})
        return answer.json["transactionId"]
