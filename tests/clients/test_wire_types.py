"""Each type of wire.md 3 over HTTP: its Field in both generations, and its metadata. The first word of a line is the row
that it shows (schema/wire_rows.csv)."""

import unittest

from emulator import Emulator

ARN = "arn:aws:rds:us-east-1:123456789012:cluster:"
MYSQL = {"v2": "types-mysql-v2", "v1": "types-mysql-v1"}
POSTGRES = {"v2": "types-postgres-v2", "v1": "types-postgres-v1"}


def s(text):
    return {"stringValue": text}


def n(number):
    return {"longValue": number}


def d(number):
    return {"doubleValue": number}


def b(truth):
    return {"booleanValue": truth}


def blob(text):
    return {"blobValue": text}


def a(member, *values):
    return {"arrayValue": {member: list(values)}}


# row, column type, literal, v2, v1 (None: the same; str: the type that v2 refuses is this text in v1)
MYSQL_VALUES = [
    ("3.2/tinyint1 3.1/booleans", "TINYINT(1)", "5", b(True), None),
    ("3.2/tinyint1", "BOOL", "FALSE", b(False), None),
    ("3.2/tinyint", "TINYINT", "-128", n(-128), None),
    ("3.2/bit 9/mysql-values", "BIT(6)", "b'101'", b(True), None),
    ("3.2/bit", "BIT(1)", "b'0'", b(False), None),
    ("3.2/integers 3.1/integers", "SMALLINT UNSIGNED", "65535", n(65535), None),
    ("3.2/integers", "MEDIUMINT", "-8388608", n(-8388608), None),
    ("3.2/integers", "INT UNSIGNED", "4294967295", n(4294967295), None),
    ("3.2/integers 1.5/long-exact", "BIGINT", "-9223372036854775808", n(-9223372036854775808), None),
    ("9/mysql-values", "BIGINT UNSIGNED", "9223372036854775807", n(9223372036854775807), None),
    ("3.2/bigint-unsigned-above", "BIGINT UNSIGNED", "18446744073709551615", s("18446744073709551615"), None),
    ("3.2/decimal 3.1/decimals", "DECIMAL(10,4)", "123456.789", s("123456.7890"), None),
    ("3.2/decimal", "DECIMAL(10,2)", "0.1", s("0.10"), None),
    ("3.2/decimal", "DECIMAL(10,4)", "0", s("0.0000"), None),
    ("3.2/floats 3.1/floats", "DOUBLE", "1.5e300", d(1.5e300), None),
    ("3.2/floats 6/doubles", "DOUBLE", "1", d(1.0), None),
    ("3.2/floats", "FLOAT", "1.1", d(1.1), None),
    ("3.2/char", "CHAR(5)", "'ab'", s("ab"), None),
    ("3.2/text 3.1/text", "VARCHAR(20)", "'Ærø ''x'' 邓'", s("Ærø 'x' 邓"), None),
    ("3.2/text", "LONGTEXT", "REPEAT('x', 70000)", s("x" * 70000), None),
    ("3.2/enum-set", "ENUM('one','two')", "'two'", s("two"), None),
    ("3.2/enum-set 9/mysql-values", "SET('red','green')", "'green,red'", s("red,green"), None),
    ("3.2/bytes 3.1/bytes", "BINARY(3)", "'a'", blob("YQAA"), None),
    ("3.2/bytes", "VARBINARY(9)", "x'00ff'", blob("AP8="), None),
    ("3.2/bytes 6/row", "LONGBLOB", "REPEAT('a', 512000)", blob("YWFh" * 170666 + "YWE="), None),
    ("3.2/json 7/json-year-microseconds", "JSON", """'{"a": [1, 2.5, null]}'""", s('{"a":[1,2.5,null]}'),
     s('{"a": [1, 2.5, null]}')),
    ("3.2/date", "DATE", "'2020-05-16'", s("2020-05-16"), None),
    ("3.2/datetime", "DATETIME", "'2020-05-16 23:43:35'", s("2020-05-16 23:43:35"), None),
    ("3.2/datetime", "DATETIME(3)", "'2020-05-16 23:43:35'", s("2020-05-16 23:43:35"), None),
    ("3.2/datetime", "TIMESTAMP(3)", "'2020-05-16 15:36:54.384'", s("2020-05-16 15:36:54.384"), None),
    ("3.2/datetime 9/mysql-values 7/json-year-microseconds", "DATETIME(6)", "'9999-12-31 23:59:59.999999'",
     s("9999-12-31 23:59:59.999999"), s("9999-12-31 23:59:59.999")),
    ("3.2/time", "TIME", "'16:31:56'", s("16:31:56"), None),
    ("3.2/time 9/mysql-values", "TIME(6)", "'12:34:56.789012'", s("12:34:56.789012"), s("12:34:56.789")),
    ("3.2/time-range", "TIME", "'-838:59:59'", s("-838:59:59"), None),
    ("3.2/year 9/mysql-values", "YEAR", "2021", s("2021"), s("2021-01-01")),
    ("3.1/null", "INT", "NULL", {"isNull": True}, None),
]
# row, expression, v2, v1
MYSQL_EXPRESSIONS = [
    ("3.2/literal-int", "1", n(1), None),
    ("3.2/literal-int", "COUNT(*)", n(1), None),
    ("3.2/aggregates", "SUM(6)", s("6"), None),
    ("3.2/aggregates", "AVG(2)", s("2.0000"), None),
    ("3.2/literal-text", "'a'", s("a"), None),
    ("3.2/literal-text", "TRUE", n(1), None),
    ("3.2/null", "NULL", {"isNull": True}, None),
    ("3.2/json-extract", """JSON_EXTRACT('{"a": [1, 2]}', '$.a')""", s("[1,2]"), s("[1, 2]")),
]
POSTGRES_VALUES = [
    ("3.4/bool", "bool", "'t'", b(True), None),
    ("3.4/integers", "int2", "-32768", n(-32768), None),
    ("3.4/integers", "int8", "9223372036854775807", n(9223372036854775807), None),
    ("3.4/integers", "oid", "4294967295", n(4294967295), None),
    ("3.4/integers", "bigserial", "1", n(1), None),
    ("3.4/floats", "float4", "73849.11", d(73849.11), None),
    ("3.4/floats", "float8", "0.1", d(0.1), None),
    ("3.4/numeric", "numeric(12,4)", "123456.789", s("123456.7890"), None),
    ("3.4/nan", "numeric", "'NaN'", s("NaN"), None),
    ("3.4/text", "text", "'Ærø 邓'", s("Ærø 邓"), None),
    ("3.4/text", "varchar(9)", "'a '", s("a "), None),
    ("3.4/text", "name", "'a'", s("a"), None),
    ("3.4/bpchar", "char(3)", "'a'", s("a  "), None),
    ("3.4/uuid", "uuid", "'123E4567-E89B-12D3-A456-426614174000'", s("123e4567-e89b-12d3-a456-426614174000"), None),
    ("3.4/bytea", "bytea", "'\\x00ff'", blob("AP8="), None),
    ("3.4/bytea 9/large-bytea 6/row", "bytea", "decode(repeat('61', 512000), 'hex')", blob("YWFh" * 170666 + "YWE="),
     None),
    ("3.4/json 7/json-year-microseconds", "jsonb", """'{"x":0,"y":"0","z":[0,0,1]}'""",
     s('{"x":0,"y":"0","z":[0,0,1]}'), s('{"x": 0, "y": "0", "z": [0, 0, 1]}')),
    ("3.4/json", "json", """'{"b": 1,  "a": 2}'""", s('{"b":1,"a":2}'), s('{"b": 1,  "a": 2}')),
    ("3.4/date", "date", "'2024-02-29'", s("2024-02-29"), None),
    ("3.4/time", "time", "'17:08:20'", s("17:08:20"), None),
    ("3.4/time", "timestamp", "'2024-01-15 17:08:20.5'", s("2024-01-15 17:08:20.500"), None),
    ("3.4/time", "timestamp", "'2024-01-15 17:08:20.855153'", s("2024-01-15 17:08:20.855153"),
     s("2024-01-15 17:08:20.855")),
    ("3.4/time", "time", "'17:08:20.8551'", s("17:08:20.855100"), s("17:08:20.855")),
    ("3.4/timestamptz", "timestamptz", "'2024-01-15 12:34:56+09'", s("2024-01-15 03:34:56"), None),
    ("3.4/infinity", "date", "'infinity'", "InternalFailure", s("infinity")),
    ("3.4/infinity", "timestamp", "'-infinity'", "InternalFailure", s("-infinity")),
    ("3.4/unsupported", "interval", "'1 day'", "INTERVAL", s("1 day")),
    ("3.4/unsupported", "timetz", "'12:34:56+00'", "TIMETZ", s("12:34:56+00")),
    ("3.4/unsupported", "money", "'-1234.5'", "MONEY", s("-$1,234.50")),
    ("3.4/unsupported", "money[]", "'{1.5}'", "MONEY[]", a("stringValues", "$1.50")),
    ("3.4/unsupported", "macaddr8", "'08002b010203'", "MACADDR8", s("08:00:2b:ff:fe:01:02:03")),
    ("3.4/unsupported", "pg_lsn", "'16/b374d848'", "pg_lsn", s("16/B374D848")),
    ("3.4/unsupported", "xid8", "'18446744073709551615'", "xid8", s("18446744073709551615")),
    ("3.4/unsupported", "xid", "'7'", "xid", s("7")),
    ("3.4/int-arrays", "int4[]", "'{1,2,3}'", a("longValues", 1, 2, 3), None),
    ("3.4/array-nulls 9/null-array", "int4[]", "'{1,NULL,3}'", a("longValues", 1, None, 3), None),
    ("3.4/float-arrays", "float8[]", "'{1,2.5}'", a("doubleValues", 1.0, 2.5), None),
    ("3.4/bool-arrays", "bool[]", "'{t,f}'", a("booleanValues", True, False), None),
    ("3.4/text-arrays", "text[]", """'{a,"b c"}'""", a("stringValues", "a", "b c"), None),
    ("3.4/text-arrays", "numeric[]", "'{1.50}'", a("stringValues", "1.50"), None),
    ("3.4/text-arrays", "date[]", "'{2024-02-29}'", a("stringValues", "2024-02-29"), None),
    ("3.4/empty-array", "int4[]", "'{}'", a("longValues"), None),
    ("3.4/multidimensional 2.2/multidimensional", "int4[]", "'{{1,2},{3,4}}'", "multidimensional",
     {"arrayValue": {"arrayValues": [{"longValues": [1, 2]}, {"longValues": [3, 4]}]}}),
    ("3.4/null-array", "int4[]", "NULL", {"isNull": True}, None),
]
POSTGRES_EXPRESSIONS = [
    ("3.4/counts", "count(*)", n(1), None),
    ("3.4/counts", "sum(1)", n(1), None),
    ("3.4/averages", "avg(1)", s("1.00000000000000000000"), None),
    ("3.4/averages", "sum(1::bigint)", s("1"), None),
    ("3.4/averages", "sum(1.50)", s("1.50"), None),
    ("3.4/array-agg", "array_agg(1)", a("longValues", 1), None),
    ("3.4/json-aggregates", "json_agg(1)", s("[1]"), None),
    ("3.4/void", "pg_sleep(0)", s(""), None),
    ("2.2/unsupported-type 3.4/unsupported", """'x'::"char\"""", '"CHAR"', s("x")),
]
# row, column type, type, typeName (v2), precision, scale, isSigned, isCaseSensitive
MYSQL_METADATA = [
    ("3.3/bool", "BOOL", -7, "BOOLEAN", 1, 0, False, False),
    ("3.3/int", "INT", 4, "INT", 11, 0, True, False),
    ("3.3/int-unsigned", "INT UNSIGNED", 4, "INT UNSIGNED", 10, 0, False, False),
    ("3.3/bigint", "BIGINT", -5, "BIGINT", 20, 0, True, False),
    ("3.3/bigint-unsigned 3.3/v2-names", "BIGINT UNSIGNED", -5, "BIGINT UNSIGNED", 21, 0, False, False),
    ("3.3/decimal", "DECIMAL(10,0)", 3, "DECIMAL", 10, 0, True, True),
    ("3.3/float 3.3/v2-names", "FLOAT", 7, "FLOAT", 12, 31, True, False),
    ("3.3/double", "DOUBLE", 8, "DOUBLE", 22, 31, True, False),
    ("3.3/date 3.3/v2-names", "DATE", 91, "DATE", 10, 0, False, False),
    ("3.3/datetime 3.3/v2-names", "DATETIME", 93, "DATETIME", 19, 0, False, False),
    ("3.3/datetime", "DATETIME(3)", 93, "DATETIME", 23, 0, False, False),
    ("3.3/timestamp 3.3/v2-names", "TIMESTAMP(3) NULL", 93, "TIMESTAMP", 23, 0, False, False),
    ("3.3/time", "TIME", 92, "TIME", 10, 0, False, False),
    ("3.3/time", "TIME(3)", 92, "TIME", 14, 0, False, False),
    ("3.3/year 3.3/v2-names", "YEAR", 91, "YEAR", 4, 0, False, False),
    ("3.3/varchar", "VARCHAR(20)", 12, "VARCHAR", 20, 0, False, False),
    ("3.3/char", "CHAR(7)", 1, "CHAR", 7, 0, False, False),
    ("3.3/char", "ENUM('one','three')", 1, "ENUM", 5, 0, False, False),
    ("3.3/char", "SET('it''s','b')", 1, "SET", 6, 0, False, False),
    ("3.3/text", "TEXT", -1, "TEXT", 65535, 0, False, False),
    ("3.3/varbinary", "VARBINARY(9)", -3, "VARBINARY", 9, 0, False, True),
    ("3.3/blob", "BLOB", -4, "BLOB", 65535, 0, False, True),
]
POSTGRES_METADATA = [
    ("3.5/integers", "int2", 5, "int2", 5, 0, True, False),
    ("3.5/integers", "int4", 4, "int4", 10, 0, True, False),
    ("3.5/integers", "int8", -5, "int8", 19, 0, True, False),
    ("3.5/serials", "serial", 4, "serial", 10, 0, True, False),
    ("3.5/oid", "oid", -5, "oid", 10, 0, False, False),
    ("3.5/numeric", "numeric(12,4)", 2, "numeric", 12, 4, True, False),
    ("3.5/numeric", "numeric", 2, "numeric", 0, 0, True, False),
    ("3.5/floats", "float4", 7, "float4", 8, 8, True, False),
    ("3.5/floats", "float8", 8, "float8", 17, 17, True, False),
    ("3.5/bool", "bool", -7, "bool", 1, 0, False, False),
    ("3.5/text", "text", 12, "text", 2147483647, 0, False, True),
    ("3.5/text", "varchar(9)", 12, "varchar", 9, 0, False, True),
    ("3.5/bpchar", "char(3)", 1, "bpchar", 3, 0, False, True),
    ("3.5/bytea", "bytea", -2, "bytea", 2147483647, 0, False, True),
    ("3.5/dates", "date", 91, "date", 13, 0, False, False),
    ("3.5/dates", "time", 92, "time", 15, 6, False, False),
    ("3.5/dates", "timestamp", 93, "timestamp", 29, 6, False, False),
    ("3.5/dates", "timestamptz", 93, "timestamptz", 35, 6, False, False),
    ("3.5/others", "uuid", 1111, "uuid", 2147483647, 0, False, True),
    ("3.5/others", "jsonb", 1111, "jsonb", 2147483647, 0, False, True),
    ("3.5/others", "interval", 1111, "interval", 49, 0, False, False),
    ("3.5/others 3.5/money", "money", 8, "money", 0, 0, False, False),
    ("3.5/others", "pg_lsn", 1111, "pg_lsn", 2147483647, 0, False, True),
    ("3.5/arrays", "int4[]", 2003, "_int4", 10, 0, True, False),
    ("3.5/arrays", "text[]", 2003, "_text", 2147483647, 0, False, True),
]
# Wire 3.5/key-order.
MEMBERS = ["name", "type", "typeName", "label", "schemaName", "tableName", "isAutoIncrement", "isSigned", "isCurrency",
           "isCaseSensitive", "nullable", "precision", "scale", "arrayBaseColumnType"]


class Types:
    clusters = {}
    database = ""
    values = expressions = metadata = ()

    @classmethod
    def setUpClass(cls):
        declared = []
        for names, engine in ((MYSQL, "mysql"), (POSTGRES, "postgres")):
            for generation, name in names.items():
                declared += ["--cluster", f"{name}={engine},{generation}"]
        cls.emulator = Emulator(*declared)
        cls.tables = 0

    @classmethod
    def tearDownClass(cls):
        cls.emulator.stop()

    def execute(self, generation, sql, **members):
        return self.emulator.execute(sql, ARN + self.clusters[generation], **{"database": self.database, **members})

    def good(self, generation, sql, **members):
        answer = self.execute(generation, sql, **members)
        self.assertEqual(answer.status, 200, f"{sql}: {answer.body}")
        return answer.json

    def table(self, generation, column_type, *literals):
        Types.tables_made = getattr(Types, "tables_made", 0) + 1
        name = f"t{Types.tables_made}"
        self.good(generation, f"CREATE TABLE {name} (v {column_type})")
        for literal in literals:
            self.good(generation, f"INSERT INTO {name} (v) VALUES ({literal})")
        return name

    def expect(self, generation, sql, field):
        answer = self.execute(generation, sql)
        if isinstance(field, dict):
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(answer.json["records"], [[field]])
        elif field == "InternalFailure":
            self.assertEqual((answer.status, answer.error_type, answer.json), (500, field, {}))
        else:
            text = ("The result contains a multidimensional array" if field == "multidimensional"
                    else f"The result contains the unsupported data type {field}.")
            self.assertEqual((answer.error_type, answer.message), ("UnsupportedResultException", text))

    def test_values(self):
        for row, column_type, literal, v2, v1 in self.values:
            for generation, field in (("v2", v2), ("v1", v2 if v1 is None else v1)):
                with self.subTest(row, column_type=column_type, generation=generation):
                    name = self.table(generation, column_type, literal)
                    self.expect(generation, f"SELECT v FROM {name}", field)

    def test_expressions(self):
        for row, expression, v2, v1 in self.expressions:
            for generation, field in (("v2", v2), ("v1", v2 if v1 is None else v1)):
                with self.subTest(row, expression=expression, generation=generation):
                    self.expect(generation, f"SELECT {expression} AS v", field)

    def test_metadata(self):
        for row, column_type, *expected in self.metadata:
            with self.subTest(row, column_type=column_type):
                name = self.table("v2", column_type)
                answer = self.good("v2", f"SELECT v FROM {name}", includeResultMetadata=True)
                self.assertEqual(answer["records"], [])
                [column] = answer["columnMetadata"]
                self.assertEqual(list(column), MEMBERS)
                self.assertEqual([column[member] for member in ("type", "typeName", "precision", "scale", "isSigned",
                                                                "isCaseSensitive")], expected)
                self.assertEqual((column["schemaName"], column["tableName"], column["isCurrency"]),
                                 ("", name, column_type == "money"))
                self.assertEqual((column["name"], column["label"]), ("v", "v"))


class MysqlTypes(Types, unittest.TestCase):
    clusters = MYSQL
    database = "types"
    values, expressions, metadata = MYSQL_VALUES, MYSQL_EXPRESSIONS, MYSQL_METADATA

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in MYSQL.values():  # wire 9/create-database: without a database parameter
            for sql in ("CREATE DATABASE brief", "DROP DATABASE brief", "CREATE DATABASE types"):
                answer = cls.emulator.execute(sql, ARN + name)
                assert answer.status == 200, answer.body

    def test_now(self):  # wire 3.2/now
        self.assertRegex(self.good("v2", "SELECT NOW()")["records"][0][0]["stringValue"],
                         r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")

    def test_a_boolean_parameter(self):  # wire 3.2/boolean-parameter
        answer = self.good("v2", "SELECT :p", parameters=[{"name": "p", "value": b(True)}])
        self.assertEqual(answer["records"], [[n(1)]])

    def test_names(self):  # wire 3.3/names-and-table
        self.good("v1", "CREATE TABLE cats (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, created TIMESTAMP NULL)")
        answer = self.good("v1", "SELECT id, created AS c FROM cats AS k", includeResultMetadata=True)
        identifier, created = answer["columnMetadata"]
        self.assertEqual(identifier, {
            "arrayBaseColumnType": 0, "isAutoIncrement": True, "isCaseSensitive": False, "isCurrency": False,
            "isSigned": False, "label": "id", "name": "id", "nullable": 0, "precision": 10, "scale": 0,
            "schemaName": "", "tableName": "cats", "type": 4, "typeName": "INT UNSIGNED"})
        self.assertEqual((created["name"], created["label"], created["nullable"]), ("created", "c", 1))


class PostgresTypes(Types, unittest.TestCase):
    clusters = POSTGRES
    database = "postgres"
    values, expressions, metadata = POSTGRES_VALUES, POSTGRES_EXPRESSIONS, POSTGRES_METADATA

    def test_no_rows(self):  # wire 3.4/zero-rows
        answer = self.good("v2", "SELECT '1 day'::interval AS i WHERE false", includeResultMetadata=True)
        self.assertEqual((answer["records"], answer["columnMetadata"][0]["typeName"]), ([], "interval"))

    def test_utc(self):  # wire 3.4/timestamptz 3.4/now 5.5/utc
        self.expect("v2", "SELECT '2024-01-15 12:34:56'::timestamptz = '2024-01-15 12:34:56+00'::timestamptz AS v", b(True))
        self.assertRegex(self.good("v2", "SELECT now()")["records"][0][0]["stringValue"],
                         r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{3}|\.\d{6})?$")

    def test_names(self):  # wire 3.5/names 3.5/serials
        self.good("v2", "CREATE TABLE dogs (id serial PRIMARY KEY, age int)")
        answer = self.good("v2", "SELECT id, age AS a, age + 1 AS next FROM dogs", includeResultMetadata=True)
        shown = [[column[member] for member in ("name", "label", "tableName", "nullable", "isAutoIncrement",
                                                "arrayBaseColumnType")] for column in answer["columnMetadata"]]
        self.assertEqual(shown, [["id", "id", "dogs", 0, True, 0], ["a", "a", "dogs", 1, False, 0],
                                 ["next", "next", "", 1, False, 0]])
