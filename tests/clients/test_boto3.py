"""The operations of the service as boto3 calls them, in both dialects."""

import unittest

import boto3
import botocore.config
import botocore.exceptions

from emulator import MYSQL_ARN, POSTGRES_ARN, SECRET_ARN, Emulator, tell_story


def parameter(name, value, hint=None):
    kinds = {bool: "booleanValue", int: "longValue", float: "doubleValue", str: "stringValue", bytes: "blobValue"}
    field = {"isNull": True} if value is None else {kinds[type(value)]: value}
    return {"name": name, "value": field, **({"typeHint": hint} if hint else {})}


class Operations:
    arn = ""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        tell_story(cls.emulator, cls.arn)
        cls.client = boto3.client(
            "rds-data",
            endpoint_url=cls.emulator.endpoint,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=botocore.config.Config(retries={"max_attempts": 0}, parameter_validation=True),
        )
        cls.cluster = {"resourceArn": cls.arn, "secretArn": SECRET_ARN}

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.emulator.stop()

    def execute(self, sql, *parameters, **members):
        answer = self.client.execute_statement(
            **self.cluster, database="recordstore", sql=sql, parameters=list(parameters), **members
        )
        answer.pop("ResponseMetadata")
        return answer

    def rows(self, sql, *parameters, **members):
        return [[list(f.values())[0] for f in row] for row in self.execute(sql, *parameters, **members)["records"]]

    def refused(self, code, call, *arguments, **members):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            call(*arguments, **members)
        error = caught.exception.response
        self.assertEqual(error["Error"]["Code"], code)
        self.assertTrue(error["ResponseMetadata"]["RequestId"])
        return error["Error"]["Message"], error["ResponseMetadata"]["HTTPStatusCode"]

    def test_select_answers_as_the_service_does(self):
        self.assertEqual(
            self.execute("SELECT * FROM records"),
            {
                "numberOfRecordsUpdated": 0,
                "records": [[{"longValue": 1}, {"stringValue": "Liberian Girl"}, {"stringValue": "2012-05-03"}]],
            },
        )
        self.assertEqual(self.execute("SELECT title FROM records WHERE recordid = 99")["records"], [])

    def test_join_and_like(self):
        sql = (
            "SELECT s.name, r.title FROM singers s INNER JOIN records r ON s.recordid = r.recordid "
            "WHERE r.title LIKE :start ORDER BY s.id"
        )
        self.assertEqual(self.rows(sql, parameter("start", "Lib%")), [["Michael Jackson", "Liberian Girl"]])
        self.assertEqual(self.rows(sql, parameter("start", "Thri%")), [])

    def test_named_parameters_of_every_kind(self):
        self.execute(
            f"CREATE TABLE kinds (id INT PRIMARY KEY, t VARCHAR(40), d DOUBLE PRECISION, b {self.blob}, w DATE, n INT)"
        )
        changed = self.execute(
            "INSERT INTO kinds (id, t, d, b, w, n) VALUES (:id, :t, :d, :b, :w, :n)",
            parameter("id", 1),
            parameter("t", "Ærø; 'x' \"y\" :id"),
            parameter("d", 2.5),
            parameter("b", b"\x00\xff"),
            parameter("w", "2024-02-29", "DATE"),
            parameter("n", None),
        )
        self.assertEqual(changed["numberOfRecordsUpdated"], 1)
        self.assertEqual(
            self.execute("SELECT * FROM kinds WHERE id = :id AND t = :t", parameter("id", 1),
                         parameter("t", "Ærø; 'x' \"y\" :id"))["records"],
            [[{"longValue": 1}, {"stringValue": "Ærø; 'x' \"y\" :id"}, {"doubleValue": 2.5},
              {"blobValue": b"\x00\xff"}, {"stringValue": "2024-02-29"}, {"isNull": True}]],
        )

    def test_metadata_names_the_columns(self):
        answer = self.execute("SELECT recordid AS number, title FROM records", includeResultMetadata=True)
        number, title = answer["columnMetadata"]
        self.assertEqual((number["label"], number["name"]), ("number", self.name_of_number))
        self.assertEqual((title["label"], title["tableName"]), ("title", "records"))
        self.assertEqual((number["typeName"], title["typeName"]), self.type_names)

    def test_formatted_records(self):
        answer = self.execute("SELECT recordid, title FROM records", formatRecordsAs="JSON")
        self.assertEqual(answer["formattedRecords"], '[{"recordid":1,"title":"Liberian Girl"}]')
        self.assertNotIn("records", answer)

    def test_a_transaction_is_kept_or_undone_whole(self):
        self.execute("CREATE TABLE ledger (id INT PRIMARY KEY)")
        for end, status, kept in (
            (self.client.commit_transaction, "Transaction Committed", [[1], [2]]),
            (self.client.rollback_transaction, "Rollback Complete", []),
        ):
            with self.subTest(status):
                self.execute("DELETE FROM ledger")
                identifier = self.client.begin_transaction(**self.cluster, database="recordstore")["transactionId"]
                for number in (1, 2):
                    self.execute("INSERT INTO ledger VALUES (:id)", parameter("id", number), transactionId=identifier)
                self.assertEqual(self.rows("SELECT id FROM ledger"), [])
                inside = self.rows("SELECT id FROM ledger ORDER BY id", transactionId=identifier)
                self.assertEqual(inside, [[1], [2]])
                self.assertEqual(end(**self.cluster, transactionId=identifier)["transactionStatus"], status)
                self.assertEqual(self.rows("SELECT id FROM ledger ORDER BY id"), kept)
                with self.assertRaises(botocore.exceptions.ClientError):
                    self.execute("SELECT 1", transactionId=identifier)

    def test_batch(self):
        self.execute("CREATE TABLE numbers (id INT PRIMARY KEY, word VARCHAR(20))")
        answer = self.client.batch_execute_statement(
            **self.cluster,
            database="recordstore",
            sql="INSERT INTO numbers VALUES (:id, :word)",
            parameterSets=[[parameter("id", i), parameter("word", f"w{i}")] for i in range(50)],
        )
        self.assertEqual(answer["updateResults"], [{"generatedFields": []}] * 50)
        self.assertEqual(self.rows("SELECT count(*) FROM numbers"), [[50]])

    def test_the_client_checks_lengths_itself(self):  # wire 1.5/client-validation
        with self.assertRaises(botocore.exceptions.ParamValidationError):
            self.client.execute_statement(resourceArn="x", secretArn=SECRET_ARN, sql="SELECT 1")

    def test_unknown_transaction(self):
        _, status = self.refused(
            "TransactionNotFoundException", self.execute, "SELECT 1", transactionId="AAAA" * 20
        )
        self.assertEqual(status, 404)

    def test_execute_sql_is_gone(self):
        _, status = self.refused(
            "BadRequestException",
            self.client.execute_sql,
            dbClusterOrInstanceArn=self.arn,
            awsSecretStoreArn=SECRET_ARN,
            sqlStatements="select 1",
        )
        self.assertEqual(status, 400)

    def test_several_statements_are_refused(self):
        message, status = self.refused("ValidationException", self.execute, "SELECT 1; SELECT 2")
        self.assertEqual((message, status), ("Multistatements aren't supported.", 400))


class MysqlOperations(Operations, unittest.TestCase):
    arn = MYSQL_ARN
    blob = "BLOB"
    name_of_number = "recordid"
    type_names = ("INT", "VARCHAR")

    def test_generated_keys(self):
        self.execute("CREATE TABLE visits (id INT AUTO_INCREMENT PRIMARY KEY, who VARCHAR(20))")
        answer = self.execute("INSERT INTO visits (who) VALUES ('a')")
        self.assertEqual(answer, {"generatedFields": [{"longValue": 1}], "numberOfRecordsUpdated": 1})
        answer = self.execute("INSERT INTO visits (who) VALUES ('b'), ('c')")
        self.assertEqual(answer, {"generatedFields": [{"longValue": 2}], "numberOfRecordsUpdated": 2})

    def test_strings_in_double_quotes(self):
        self.assertEqual(self.rows('SELECT title FROM records WHERE title = "Liberian Girl";'), [["Liberian Girl"]])


class PostgresOperations(Operations, unittest.TestCase):
    arn = POSTGRES_ARN
    blob = "BYTEA"
    name_of_number = "number"
    type_names = ("int4", "varchar")

    def test_returning(self):
        self.execute("CREATE TABLE visits (id SERIAL PRIMARY KEY, who TEXT)")
        answer = self.execute("INSERT INTO visits (who) VALUES ('a'), ('b') RETURNING id, who")
        self.assertEqual(
            answer["records"], [[{"longValue": 1}, {"stringValue": "a"}], [{"longValue": 2}, {"stringValue": "b"}]]
        )

    def test_failed_transaction(self):
        identifier = self.client.begin_transaction(**self.cluster, database="recordstore")["transactionId"]
        self.refused("DatabaseErrorException", self.execute, "SELECT nosuch", transactionId=identifier)
        message, _ = self.refused("DatabaseErrorException", self.execute, "SELECT 1", transactionId=identifier)
        self.assertEqual(
            message,
            "ERROR: current transaction is aborted, commands ignored until end of transaction block; SQLState: 25P02",
        )
        self.client.rollback_transaction(**self.cluster, transactionId=identifier)
