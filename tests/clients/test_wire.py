"""The service's contract over HTTP, both engines and generations embedded: parameters (4), answers (5), limits (6). Each
test names the rows that it shows (schema/wire_rows.csv)."""

import json
import os
import threading
import unittest

from emulator import SECRET_ARN, Emulator, post

ARN = "arn:aws:rds:us-east-1:123456789012:cluster:"
NAMES = ("mysql", "mysql-v1", "postgres", "postgres-v1")


def parameter(name, hint=None, **field):
    return {"name": name, "value": field, **({"typeHint": hint} if hint else {})}


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        declared = []
        for name in NAMES:
            declared += ["--cluster", f"{name}={name.split('-')[0]},{'v1' if name.endswith('v1') else 'v2'}"]
        cls.emulator = Emulator(*declared)
        for name in ("mysql", "mysql-v1"):
            cls.emulator.execute("CREATE DATABASE wire", ARN + name)
        cls.connection = cls.emulator.connect()  # one for all calls: wire 1.5/keep-alive

    @classmethod
    def tearDownClass(cls):
        cls.connection.close()
        cls.emulator.stop()

    def call(self, path, name, **members):
        return post(self.connection, path, {"resourceArn": ARN + name, "secretArn": SECRET_ARN, **members})

    def execute(self, name, sql, *parameters, **members):
        database = {} if "transactionId" in members else {"database": "wire" if name.startswith("mysql") else "postgres"}
        return self.call("/Execute", name, **{**database, "sql": sql, "parameters": list(parameters), **members})

    def good(self, name, sql, *parameters, **members):
        answer = self.execute(name, sql, *parameters, **members)
        self.assertEqual(answer.status, 200, f"{name}: {sql}: {answer.body}")
        return answer.json

    def value(self, name, sql, *parameters, **members):
        return self.good(name, sql, *parameters, **members)["records"][0][0]

    def refused(self, answer, error_type, message=None):
        self.assertEqual(answer.error_type, error_type, answer.body)
        if message is not None:
            self.assertEqual(answer.message, message)

    def begin(self, name):
        database = "wire" if name.startswith("mysql") else "postgres"
        return self.call("/BeginTransaction", name, database=database).json["transactionId"]

    # --- errors of statements -----------------------------------------------------------------------------------------

    def test_postgres_errors(self):
        self.good("postgres", "CREATE TABLE parents (id int PRIMARY KEY, name text NOT NULL, u uuid)")
        self.good("postgres", "CREATE TABLE children (parent_id int CONSTRAINT to_parent REFERENCES parents)")
        self.good("postgres", "INSERT INTO parents VALUES (1, 'a', NULL)")
        self.good("postgres", "INSERT INTO children VALUES (1)")
        hint = "Hint: No operator matches the given name and argument types. You might need to add explicit type casts."
        text = parameter("t", stringValue="x")
        for row, sql, message in (
            ("2.1/missing-table", "SELECT * FROM no_such_table_xyz",
             'relation "no_such_table_xyz" does not exist; Position: 15; SQLState: 42P01'),
            ("2.1/syntax", "SELEKT 1", 'syntax error at or near "SELEKT"; Position: 1; SQLState: 42601'),
            ("2.1/operator", "SELECT * FROM parents WHERE id = :t",
             f"operator does not exist: integer = text; {hint}; Position: 32; SQLState: 42883"),
            ("2.1/uuid-string 4/typed-text", "SELECT * FROM parents WHERE u = :t",
             f"operator does not exist: uuid = text; {hint}; Position: 31; SQLState: 42883"),
            ("2.1/column-type", "INSERT INTO parents VALUES (2, 'b', :t)",
             'column "u" is of type uuid but expression is of type text; Hint: You will need to rewrite or cast the '
             "expression.; Position: 37; SQLState: 42804"),
            ("2.1/not-null", "INSERT INTO parents VALUES (2, NULL)",
             'null value in column "name" of relation "parents" violates not-null constraint; SQLState: 23502'),
            ("2.1/foreign-key", "DELETE FROM parents", 'update or delete on table "parents" violates foreign key '
             'constraint "to_parent" on table "children"; SQLState: 23503'),
            ("2.1/duplicate-key", "INSERT INTO parents VALUES (1, 'b')",
             'duplicate key value violates unique constraint "parents_pkey"; SQLState: 23505'),
            ("2.1/missing-column", "SELECT x FROM parents", 'column "x" does not exist; Position: 8; SQLState: 42703'),
            ("2.1/database-exists", "CREATE DATABASE postgres", 'database "postgres" already exists; SQLState: 42P04'),
            ("2.1/missing-parameter 4/missing", "SELECT :a",
             'bind message supplies 0 parameters, but prepared statement "sqlx_s_1" requires 1; SQLState: 08P01'),
            ("4/each-occurrence", "SELECT :t || id, count(*) FROM parents GROUP BY :t || id", None),
        ):
            with self.subTest(row):
                answer = self.execute("postgres", sql, *([text] if ":t" in sql else []))
                self.refused(answer, "DatabaseErrorException")
                if message is not None and row.startswith("2.1/missing-parameter"):
                    self.assertRegex(answer.message, r'^ERROR: bind message supplies 0 parameters, but prepared statement '
                                     r'"sqlx_s_\d+" requires 1; SQLState: 08P01$')
                elif message is not None:
                    self.assertEqual(answer.message, f"ERROR: {message}")

    def test_dollar_quotes(self):  # wire 4/dollar-quotes
        text = parameter("b", stringValue="x")
        self.assertEqual(self.value("postgres", "SELECT $$a :b c$$, :b", text), {"stringValue": "a $1 c"})
        answer = self.execute("postgres", "SELECT a[1:2] FROM (VALUES ('{1,2}'::int[])) AS v (a)",
                              parameter("2", longValue=2))
        self.refused(answer, "DatabaseErrorException", 'ERROR: syntax error at or near "$1"; Position: 11; SQLState: 42601')

    def test_postgres_copy(self):  # wire 2.1/copy
        self.refused(self.execute("postgres", "COPY (SELECT 1) TO STDOUT"), "DatabaseErrorException")

    def test_no_database(self):  # wire 2.1/no-database 7/default-database
        # Left out, it is the one that is called as the user: postgres, if no secret names another.
        self.assertEqual(self.call("/Execute", "postgres", sql="SELECT current_database()").json["records"],
                         [[{"stringValue": "postgres"}]])
        with Emulator("--secret", SECRET_ARN + "=alice:x", "--cluster", "alices=postgres") as emulator:
            answer = emulator.execute("SELECT 1", ARN + "alices")
        self.refused(answer, "DatabaseErrorException", 'ERROR: database "alice" does not exist; SQLState: 3D000')
        answer = self.call("/Execute", "postgres", sql="SELECT 1", database="USERNAME")
        self.refused(answer, "DatabaseErrorException", 'ERROR: database "USERNAME" does not exist; SQLState: 3D000')
        answer = self.call("/Execute", "mysql", sql="CREATE TABLE t (a INT)")
        self.refused(answer, "DatabaseErrorException", "No database selected; Error code: 1046; SQLState: 3D000")

    def test_mysql_errors(self):  # wire 2.3/form 7/error-tail
        self.good("mysql", "CREATE TABLE parents (id INT PRIMARY KEY, name VARCHAR(9) NOT NULL)")
        self.good("mysql", "CREATE TABLE children (parent_id INT, CONSTRAINT to_parent FOREIGN KEY (parent_id) "
                           "REFERENCES parents (id))")
        self.good("mysql", "INSERT INTO parents VALUES (1, 'a')")
        for row, sql, message in (
            ("2.3/syntax", "SELEKT 1", "You have an error in your SQL syntax; check the manual that corresponds to your "
             "MySQL server version for the right syntax to use near 'SELEKT 1' at line 1; Error code: 1064; "
             "SQLState: 42000"),
            ("2.3/table", "SELECT * FROM nosuch", "Table 'wire.nosuch' doesn't exist; Error code: 1146; SQLState: 42S02"),
            ("2.3/column", "SELECT x FROM parents",
             "Unknown column 'x' in 'field list'; Error code: 1054; SQLState: 42S22"),
            ("2.3/duplicate", "INSERT INTO parents VALUES (1, 'b')",
             "Duplicate entry '1' for key 'parents.PRIMARY'; Error code: 1062; SQLState: 23000"),
            ("2.3/null", "INSERT INTO parents VALUES (2, NULL)",
             "Column 'name' cannot be null; Error code: 1048; SQLState: 23000"),
            ("2.3/foreign-key", "INSERT INTO children VALUES (7)",
             "Cannot add or update a child row: a foreign key constraint fails (`wire`.`children`, CONSTRAINT `to_parent` "
             "FOREIGN KEY (`parent_id`) REFERENCES `parents` (`id`)); Error code: 1452; SQLState: 23000"),
            ("2.3/database", "USE nosuch", "Unknown database 'nosuch'; Error code: 1049; SQLState: 42000"),
        ):
            with self.subTest(row):
                self.refused(self.execute("mysql", sql), "DatabaseErrorException", message)

    def test_v1_errors(self):  # wire 2.4/one-class 7/exceptions
        self.good("postgres-v1", "CREATE TABLE episodes (pid text CONSTRAINT episodes_pk PRIMARY KEY)")
        self.good("postgres-v1", "INSERT INTO episodes VALUES ('m001q2mq')")
        for row, name, sql, message in (
            ("2.4/form-postgres", "postgres-v1", "SELECT * FROM x",
             'ERROR: relation "x" does not exist\n  Position: 15; SQLState: 42P01'),
            ("2.4/duplicate-key", "postgres-v1", "INSERT INTO episodes VALUES ('m001q2mq')",
             'ERROR: duplicate key value violates unique constraint "episodes_pk"\n  Detail: Key (pid)=(m001q2mq) already '
             "exists.; SQLState: 23505"),
            ("2.4/form-mysql", "mysql-v1", "SELECT * FROM x",
             "Table 'wire.x' doesn't exist; Error code: 1146; SQLState: 42S02"),
            ("2.4/missing-parameter 4/missing", "mysql-v1", "SELECT :a", "Cannot find parameter: a"),
            ("2.4/missing-parameter 4/missing", "postgres-v1", "SELECT :a", "Cannot find parameter: a"),
            ("2.4/empty", "mysql-v1", "", "SQL is empty"),
        ):
            with self.subTest(row, name=name):
                self.refused(self.execute(name, sql), "BadRequestException", message)

    # --- parameters ---------------------------------------------------------------------------------------------------

    def test_names_of_parameters(self):
        one = parameter("1", longValue=1)
        for row, sql, parameters, field in (
            ("4/names", "SELECT :1", [one], {"longValue": 1}),
            ("4/names", "SELECT :p_1", [parameter("p_1", longValue=1)], {"longValue": 1}),
            ("4/not-in-literals", "SELECT ':1' /* :1 */ -- :1", [one], {"stringValue": ":1"}),
            ("4/unused", "SELECT 7", [one], {"longValue": 7}),
            ("4/null", "SELECT :1 IS NULL OR true", [parameter("1", isNull=True)], None),
        ):
            for name in ("mysql", "postgres"):
                with self.subTest(row, name=name):
                    answer = self.value(name, sql, *parameters)
                    if field is not None:
                        self.assertEqual(answer, field)
        self.assertEqual(self.value("postgres", "SELECT :1::text", one), {"stringValue": "1"})

    def test_other_placeholders(self):  # wire 4/other-placeholders
        one = parameter("a", longValue=1)
        self.refused(self.execute("postgres", "SELECT $1", one), "DatabaseErrorException")
        self.refused(self.execute("mysql", "SELECT ?", one), "DatabaseErrorException")

    def test_types_of_parameters(self):
        for row, sql, given, type_name in (
            ("4/typed-text", "SELECT :p", parameter("p", stringValue="x"), "text"),
            ("4/typed-others", "SELECT :p", parameter("p", longValue=1), "int8"),
            ("4/typed-others", "SELECT :p", parameter("p", doubleValue=1.5), "float8"),
            ("4/typed-others", "SELECT :p", parameter("p", booleanValue=True), "bool"),
            ("4/typed-others", "SELECT :p", parameter("p", blobValue="AP8="), "bytea"),
            ("4/hints", "SELECT :p", parameter("p", "DATE", stringValue="2024-02-29"), "date"),
            ("4/hints", "SELECT :p", parameter("p", "TIME", stringValue="12:34:56.789"), "time"),
            ("4/hints", "SELECT :p", parameter("p", "TIMESTAMP", stringValue="2024-02-29 12:34:56.789"), "timestamp"),
            ("4/hints", "SELECT :p", parameter("p", "DECIMAL", stringValue="1.50"), "numeric"),
            ("4/hint-types", "SELECT :p", parameter("p", "JSON", stringValue='{"a":1}'), "jsonb"),
            ("4/hint-types", "SELECT :p", parameter("p", "UUID", stringValue="123e4567-e89b-12d3-a456-426614174000"),
             "uuid"),
        ):
            with self.subTest(row, type_name=type_name):
                answer = self.good("postgres", sql, given, includeResultMetadata=True)
                self.assertEqual(answer["columnMetadata"][0]["typeName"], type_name)
        self.refused(self.execute("postgres", "SELECT :p", parameter("p", "TIMESTAMP", stringValue="2024-02-29T12:34:56Z")),
                     "ValidationException")  # wire 4/hint-form

    def test_workarounds(self):  # wire 4/workarounds
        csv = parameter("csv", stringValue="1,2,3")
        self.assertEqual(self.value("postgres", "SELECT string_to_array(:csv, ',')::int[]", csv),
                         {"arrayValue": {"longValues": [1, 2, 3]}})
        self.assertEqual(self.value("postgres", "SELECT :lit::text[]", parameter("lit", stringValue="{a,b}")),
                         {"arrayValue": {"stringValues": ["a", "b"]}})
        self.assertEqual(self.value("postgres", "SELECT :j::jsonb", parameter("j", stringValue='{"a": 1}')),
                         {"stringValue": '{"a":1}'})

    def test_casts_of_parameters(self):  # wire 9/cast-parameters 4/mysql-coerces
        answer = self.good("postgres", "SELECT :value::integer, :text::text", parameter("value", stringValue="123"),
                           parameter("text", longValue=456))
        self.assertEqual(answer["records"], [[{"longValue": 123}, {"stringValue": "456"}]])
        self.good("mysql", "CREATE TABLE coerced (id INT, day DATE)")
        self.good("mysql", "INSERT INTO coerced VALUES (:id, :day)", parameter("id", stringValue="7"),
                  parameter("day", stringValue="2024-02-29"))
        self.assertEqual(self.value("mysql", "SELECT id FROM coerced WHERE id = :id", parameter("id", stringValue="7")),
                         {"longValue": 7})

    def test_arrays_are_refused(self):  # wire 4/arrays 2.2/array-parameters 2.4/array-parameters 1.2/array-value
        array = {"name": "a", "value": {"arrayValue": {"longValues": [1, None]}}}
        self.refused(self.execute("postgres", "SELECT :a", array), "ValidationException",
                     "Array parameters are not supported")
        self.refused(self.execute("postgres-v1", "SELECT :a", array), "BadRequestException",
                     "Array parameters are not supported.")

    # --- answers ------------------------------------------------------------------------------------------------------

    def test_shapes(self):
        # wire 5.1/verbatim 5.1/select 5.1/modification 5.1/auto-increment 5.1/multi-row 5.1/ddl 9/mysql-counts
        def body(sql):
            return self.execute("mysql", sql, includeResultMetadata=True).body
        self.assertEqual(body("CREATE TABLE cats (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(9) UNIQUE)"),
                         b'{"generatedFields":[],"numberOfRecordsUpdated":0}')
        self.assertEqual(body("INSERT INTO cats (name) VALUES ('a')"),
                         b'{"generatedFields":[{"longValue":1}],"numberOfRecordsUpdated":1}')
        self.assertEqual(body("INSERT INTO cats (name) VALUES ('b'), ('c')"),
                         b'{"generatedFields":[{"longValue":2}],"numberOfRecordsUpdated":2}')
        self.assertEqual(self.execute("mysql", "SELECT id FROM cats WHERE id = 1").body,
                         b'{"numberOfRecordsUpdated":0,"records":[[{"longValue":1}]]}')
        for row, sql, count in (
            ("5.1/insert-ignore", "INSERT IGNORE INTO cats (name) VALUES ('a'), ('d')", 1),
            ("5.1/update-found", "UPDATE cats SET name = name WHERE id <= 2", 2),
            ("5.1/duplicate-key-update", "INSERT INTO cats (name) VALUES ('a') ON DUPLICATE KEY UPDATE name = 'z'", 2),
            ("9/mysql-counts", "DELETE FROM cats WHERE id <= 3", 3),
        ):
            with self.subTest(row, sql=sql):
                self.assertEqual(self.good("mysql", sql)["numberOfRecordsUpdated"], count)

    def test_postgres_shapes(self):  # wire 5.1/postgres-generated 5.1/returning 5.1/v1-postgres-insert
        for name in ("postgres", "postgres-v1"):
            self.good(name, "CREATE TABLE visits (id serial PRIMARY KEY, who text)")
            self.assertEqual(self.good(name, "INSERT INTO visits (who) VALUES ('a')"),
                             {"generatedFields": [], "numberOfRecordsUpdated": 1})
            self.assertEqual(self.good(name, "INSERT INTO visits (who) VALUES ('b') RETURNING id"),
                             {"numberOfRecordsUpdated": 1, "records": [[{"longValue": 2}]]})

    def test_batches(self):
        self.good("mysql", "CREATE TABLE numbers (id INT PRIMARY KEY)")
        sql = "INSERT INTO numbers VALUES (:id)"

        def batch(*sets, **members):
            sets = [[parameter("id", longValue=number)] for number in sets]
            return self.call("/BatchExecute", "mysql", **{"database": "wire", "sql": sql, "parameterSets": sets, **members})
        for count in (0, 1, 1000, 10000):  # wire 5.2/entries 5.2/no-sets 5.2/many-sets 6/parameters
            with self.subTest(count):
                answer = batch(*range(count))
                self.assertEqual(answer.json, {"updateResults": [{"generatedFields": []}] * count})
                self.assertEqual(self.good("mysql", "DELETE FROM numbers")["numberOfRecordsUpdated"], count)
        self.refused(batch(1, 2, 1), "DatabaseErrorException")  # wire 5.2/failing-set: nothing stays
        self.assertEqual(self.value("mysql", "SELECT COUNT(*) FROM numbers"), {"longValue": 0})
        identifier = self.begin("mysql")
        batch(1, transactionId=identifier, database="wire")
        self.refused(batch(2, 1, transactionId=identifier), "DatabaseErrorException")
        self.call("/CommitTransaction", "mysql", transactionId=identifier)
        self.assertEqual(self.value("mysql", "SELECT COUNT(*) FROM numbers"), {"longValue": 2})
        answer = self.call("/BatchExecute", "mysql", database="wire", sql="SELECT 1; SELECT 2", parameterSets=[[]])
        self.refused(answer, "ValidationException", "Multistatements aren't supported.")  # wire 5.2/no-multistatements

    # --- transactions -------------------------------------------------------------------------------------------------

    def test_the_other_engine_of_ddl(self):
        # wire 5.5/mysql-ddl 7/transactional-ddl
        for name, there in (("mysql", True), ("postgres", False)):
            identifier = self.begin(name)
            self.good(name, "CREATE TABLE made_inside (id INT)", transactionId=identifier)
            self.call("/RollbackTransaction", name, transactionId=identifier)
            self.assertEqual(self.execute(name, "SELECT * FROM made_inside").status == 200, there)

    def test_aborted(self):  # wire 2.1/aborted 5.5/after-error 9/failed-insert
        self.good("postgres", "CREATE TABLE ledger (id int PRIMARY KEY)")
        identifier = self.begin("postgres")
        self.good("postgres", "INSERT INTO ledger VALUES (1)", transactionId=identifier)
        self.refused(self.execute("postgres", "INSERT INTO ledger VALUES (1)", transactionId=identifier),
                     "DatabaseErrorException")
        self.refused(self.execute("postgres", "SELECT 1", transactionId=identifier), "DatabaseErrorException",
                     "ERROR: current transaction is aborted, commands ignored until end of transaction block; "
                     "SQLState: 25P02")
        answer = self.call("/CommitTransaction", "postgres", transactionId=identifier)
        self.assertEqual(answer.json, {"transactionStatus": "Transaction Committed"})
        self.assertEqual(self.value("postgres", "SELECT count(*) FROM ledger"), {"longValue": 0})

    def test_aborted_v1(self):  # wire 5.5/after-error 2.4/transaction-id
        identifier = self.begin("postgres-v1")
        self.refused(self.execute("postgres-v1", "SELECT nosuch", transactionId=identifier), "BadRequestException")
        self.refused(self.execute("postgres-v1", "SELECT 1", transactionId=identifier), "BadRequestException",
                     f"Transaction {identifier} is not found. Transaction has been aborted due to an error from a "
                     "previous call.")

    def test_continue_in_a_transaction_of_v1(self):  # wire 2.4/continue-in-transaction
        identifier = self.begin("mysql-v1")
        answer = self.execute("mysql-v1", "SELECT 1", transactionId=identifier, continueAfterTimeout=True)
        self.refused(answer, "BadRequestException")

    def test_headers(self):  # wire 1.4/headers 1.4/v1-header 1.4/v2-header
        for name, header in (
            ("mysql-v1", "BadRequestException:http://internal.amazon.com/coral/com.amazon.rdsdataservice/"),
            ("mysql", "DatabaseErrorException"),
        ):
            answer = self.execute(name, "SELECT * FROM nosuch")
            self.assertEqual(answer.headers["x-amzn-ErrorType"], header)
            for other in ("Date", "Content-Type", "x-amzn-RequestId", "Content-Length"):
                self.assertTrue(answer.headers[other])
            self.assertIn("x-amzn-RequestId", self.execute(name, "SELECT 1").headers)

    def test_oversized_v1(self):  # wire 5.5/oversized-v1 2.4/too-large
        identifier = self.begin("postgres-v1")
        self.refused(self.execute("postgres-v1", "SELECT repeat('x', 1100000)", transactionId=identifier),
                     "BadRequestException", "Database returned more than the allowed response size limit")
        self.refused(self.execute("postgres-v1", "SELECT 1", transactionId=identifier), "BadRequestException")

    def test_settings(self):  # wire 5.5/savepoints
        self.good("postgres", "CREATE TABLE kept (id int)")
        identifier = self.begin("postgres")
        for sql in ("INSERT INTO kept VALUES (1)", "SAVEPOINT here", "INSERT INTO kept VALUES (2)",
                    "ROLLBACK TO SAVEPOINT here", "SET LOCAL statement_timeout = 0"):
            self.good("postgres", sql, transactionId=identifier)
        self.call("/CommitTransaction", "postgres", transactionId=identifier)
        self.assertEqual(self.good("postgres", "SELECT id FROM kept")["records"], [[{"longValue": 1}]])
        self.good("mysql", "SET @@sql_mode = ''")
        self.assertNotEqual(self.value("mysql", "SELECT @@sql_mode"), {"stringValue": ""})

    def test_concurrent_calls(self):  # wire 5.5/concurrent 2.1/busy-transaction
        for name, sql in (("postgres", "SELECT pg_sleep(0.5)"), ("mysql", "SELECT SLEEP(0.5)"),
                          ("mysql-v1", "SELECT SLEEP(0.5)")):
            with self.subTest(name):
                identifier = self.begin(name)
                answers = []
                slow = threading.Thread(target=lambda: answers.append(self.emulator.execute(
                    sql, ARN + name, transactionId=identifier)))
                slow.start()
                threading.Event().wait(0.2)
                answer = self.execute(name, "SELECT 1", transactionId=identifier)
                slow.join()
                self.assertEqual(answers[0].status, 200)
                if name == "mysql-v1":
                    self.assertEqual(answer.status, 200)
                else:
                    self.refused(answer, "DatabaseErrorException", "Transaction is still running a query")
                self.assertEqual(self.call("/RollbackTransaction", name, transactionId=identifier).json,
                                 {"transactionStatus": "Rollback Complete"})

    def open_files(self):
        return len(os.listdir(f"/proc/{self.emulator.process.pid}/fd"))

    def test_a_thousand_transactions(self):  # wire 5.5/thousand
        for name in ("mysql", "postgres"):
            with self.subTest(name):
                for _ in range(20):  # what is kept for the next takers
                    self.call("/RollbackTransaction", name, transactionId=self.begin(name))
                self.run_a_thousand(name)
                before = self.open_files()
                self.run_a_thousand(name)
                self.good(name, f"CREATE TABLE after_all_{name} (id INT)")  # no lock is left
                self.connection.request("GET", "/_emulator/clusters")
                clusters = json.loads(self.connection.getresponse().read())["clusters"]
                [state] = [cluster for cluster in clusters if cluster["name"] == name]
                self.assertEqual(state["openTransactions"], 0)
                self.assertLessEqual(state["idleSessions"], 16)
                # SQLite keeps a file's descriptors for its next connections; what matters is that they are no more.
                self.assertLess(self.open_files(), before + 50)

    def run_a_thousand(self, name):
        identifiers = [self.begin(name) for _ in range(1000)]
        self.assertEqual(len(set(identifiers)), 1000)
        for identifier in identifiers[::100]:
            self.assertEqual(self.value(name, "SELECT 1", transactionId=identifier), {"longValue": 1})
        for number, identifier in enumerate(identifiers):
            end = "/CommitTransaction" if number % 2 else "/RollbackTransaction"
            self.assertEqual(self.call(end, name, transactionId=identifier).status, 200)

    # --- limits -------------------------------------------------------------------------------------------------------

    def test_sql_length(self):  # wire 6/sql 1.2/sql-length
        longest = "SELECT '" + "é" * (65536 - 9) + "'"
        self.assertEqual(self.execute("postgres", longest).status, 200)
        self.refused(self.execute("postgres", longest + " "), "ValidationException")

    def test_names(self):  # wire 1.2/name-length 7/secret-name 1.2/arn-lengths
        self.refused(self.execute("postgres", "SELECT 1", database="x" * 65), "ValidationException")
        answer = post(self.connection, "/Execute", {"resourceArn": ARN + "mysql", "secretArn": "my-secret", "sql": "SELECT 1"})
        self.assertEqual(answer.status, 200)

    def test_schema(self):  # wire 7/schema 2.2/schema
        self.refused(self.execute("postgres", "SELECT 1", schema="public"), "ValidationException",
                     "The schema parameter isn't supported")
        self.assertEqual(self.execute("postgres-v1", "SELECT 1", schema="public").status, 200)

    def test_request_size(self):  # wire 6/request
        text = "x" * (4 * 1024 * 1024 - 2000)
        self.assertEqual(self.execute("postgres", "SELECT length(:t)", parameter("t", stringValue=text)).json["records"],
                         [[{"longValue": len(text)}]])

    def test_result_size(self):  # wire 6/result 2.2/too-large
        for name, repeat in (("mysql", "SELECT REPEAT('x', {})"), ("postgres", "SELECT repeat('x', {})")):
            with self.subTest(name):
                self.assertEqual(self.execute(name, repeat.format(1048576 - 6)).status, 200)
                self.refused(self.execute(name, repeat.format(1048576 - 5)), "UnsupportedResultException",
                             "The result exceeds the size limit 1 MB.")

    def test_json_size(self):  # wire 6/json 5.4/too-large
        sql = "SELECT repeat('x', {}) AS a"
        # [{"a":"..."}] is ten characters and the text.
        self.assertEqual(self.execute("postgres", sql.format(1024 * 1024), formatRecordsAs="JSON").status, 200)
        self.refused(self.execute("postgres", sql.format(10 * 1024 * 1024), formatRecordsAs="JSON"), "BadRequestException")


if __name__ == "__main__":
    unittest.main()
