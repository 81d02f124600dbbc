"""The record store as its owner makes and reads it with the aws command line, in both dialects: what the command
prints, byte for byte, and how each kind of failure reads."""

import os
import subprocess
import textwrap
import unittest

from emulator import MYSQL_ARN, MYSQL_STORY, POSTGRES_ARN, POSTGRES_STORY, SECRET_ARN, Emulator, database_for

NO_ROWS = textwrap.dedent(
    """\
    {
        "numberOfRecordsUpdated": 0,
        "generatedFields": []
    }
    """
)
ONE_ROW = NO_ROWS.replace("0,", "1,")
SINGERS = textwrap.dedent(
    """\
    {
        "records": [
            [
                {
                    "longValue": 100
                },
                {
                    "stringValue": "Michael Jackson"
                },
                {
                    "stringValue": "American"
                },
                {
                    "longValue": 1
                }
            ]
        ],
        "numberOfRecordsUpdated": 0
    }
    """
)
# What the command prints above, as it came over the wire.
SINGERS_BODY = (
    b'{"numberOfRecordsUpdated":0,"records":[[{"longValue":100},{"stringValue":"Michael Jackson"},'
    b'{"stringValue":"American"},{"longValue":1}]]}'
)


class Story:
    arn = ""
    statements = []
    select_singers = "select * from singers"

    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()

    @classmethod
    def tearDownClass(cls):
        cls.emulator.stop()

    def aws(self, sql, database="recordstore"):
        command = [os.environ["AWS_CLI"], "rds-data", "execute-statement", "--endpoint-url", self.emulator.endpoint]
        command += ["--secret-arn", SECRET_ARN, "--resource-arn", self.arn, "--sql", sql, "--output", "json"]
        command += ["--database", database] if database else []
        return subprocess.run(
            command, env=self.emulator.environment(), capture_output=True, text=True, timeout=60, check=False
        )

    def fails(self, sql, message):
        done = self.aws(sql)
        self.assertEqual(done.stdout, "")
        self.assertEqual(
            done.stderr.strip(),
            "An error occurred (DatabaseErrorException) when calling the ExecuteStatement operation: " + message,
        )
        self.assertEqual(done.returncode, 254)

    def test_story(self):
        self.fails(self.select_singers, self.no_database)
        for statement in self.statements:
            with self.subTest(statement):
                done = self.aws(statement, **{"database": None, **database_for(self.arn, statement)})
                self.assertEqual(done.stderr, "")
                changes_a_row = statement.startswith(self.counted)
                self.assertEqual(done.stdout, ONE_ROW if changes_a_row else NO_ROWS)
                self.assertEqual(done.returncode, 0)
        done = self.aws(self.select_singers)
        self.assertEqual((done.stdout, done.stderr), (SINGERS, ""))
        answer = self.emulator.execute(self.select_singers, self.arn, database="recordstore")
        self.assertEqual(answer.body, SINGERS_BODY)
        for sql, message in self.failures:
            with self.subTest(sql):
                self.fails(sql, message)
        self.assertEqual(self.aws(self.select_singers).stdout, SINGERS)


class MysqlStory(Story, unittest.TestCase):
    arn = MYSQL_ARN
    statements = MYSQL_STORY
    counted = ("INSERT", "CREATE DATABASE")  # MySQL: "Query OK, 1 row affected" for both
    no_database = "Unknown database 'recordstore'; Error code: 1049; SQLState: 42000"
    failures = [
        (
            "INSERT INTO records(recordid,title,release_date) VALUES(001,'Liberian Girl','2012-05-03');",
            "Duplicate entry '1' for key 'records.PRIMARY'; Error code: 1062; SQLState: 23000",
        ),
        ("select * from nosuch", "Table 'recordstore.nosuch' doesn't exist; Error code: 1146; SQLState: 42S02"),
        (
            "select * form singers",
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for "
            "the right syntax to use near 'form singers' at line 1; Error code: 1064; SQLState: 42000",
        ),
    ]


class PostgresStory(Story, unittest.TestCase):
    arn = POSTGRES_ARN
    statements = POSTGRES_STORY
    counted = ("INSERT",)
    no_database = 'ERROR: database "recordstore" does not exist; SQLState: 3D000'
    failures = [
        (
            "INSERT INTO records(recordid,title,release_date) VALUES(001,'Liberian Girl','2012-05-03');",
            'ERROR: duplicate key value violates unique constraint "records_pkey"; SQLState: 23505',
        ),
        ("select * from nosuch", 'ERROR: relation "nosuch" does not exist; Position: 15; SQLState: 42P01'),
        ("select * form singers", 'ERROR: syntax error at or near "form"; Position: 10; SQLState: 42601'),
        ("selekt 'é', 1", 'ERROR: syntax error at or near "selekt"; Position: 1; SQLState: 42601'),
        ("select 'é', nosuch", 'ERROR: column "nosuch" does not exist; Position: 13; SQLState: 42703'),
    ]
