"""Accounts made through one secret, and what they may do through theirs: the rows of a table, engine by engine."""

import unittest

from emulator import MYSQL_ARN, POSTGRES_ARN, Emulator, execute

MASTER = "arn:aws:secretsmanager:us-east-1:123456789012:secret:master"
APP = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app"
READER = "arn:aws:secretsmanager:us-east-1:123456789012:secret:reader"
SECRETS = [
    argument
    for arn, name in ((MASTER, "admin:master-password"), (APP, "app:app-password"), (READER, "reader:reader-password"))
    for argument in ("--secret", f"{arn}={name}")
]

# secret, database, statement, what is answered: True, the rows, or a part of the error's message
MYSQL_ROWS = [
    (MASTER, None, "CREATE DATABASE shop", True),
    (MASTER, None, "CREATE DATABASE hidden", True),
    (MASTER, "shop", "CREATE TABLE orders (id INT PRIMARY KEY, total INT, note TEXT)", True),
    (MASTER, "shop", "CREATE TABLE prices (id INT PRIMARY KEY)", True),
    (MASTER, "shop", "INSERT INTO orders VALUES (1, 10, 'first')", True),
    (MASTER, None, "CREATE USER 'app'@'%' IDENTIFIED BY 'app-password'", True),
    (MASTER, None, "CREATE USER 'reader'@'%' IDENTIFIED BY 'reader-password'", True),
    (APP, "shop", "SELECT 1", "Access denied for user 'app'@'%' to database 'shop'"),
    (MASTER, None, "GRANT SELECT, INSERT ON shop.orders TO 'app'@'%'", True),
    (MASTER, None, "GRANT SELECT (id, total), UPDATE (total) ON shop.orders TO 'reader'@'%'", True),
    (APP, "shop", "SELECT total FROM orders", [10]),
    (APP, "shop", "SELECT CURRENT_USER()", ["app@%"]),
    (APP, "shop", "INSERT INTO orders VALUES (2, 20, NULL)", True),
    (APP, "shop", "UPDATE orders SET total = 0", "UPDATE command denied to user 'app'@'%' for table 'orders'"),
    (APP, "shop", "DELETE FROM orders", "DELETE command denied to user 'app'@'%' for table 'orders'"),
    (APP, "shop", "SELECT * FROM prices", "SELECT command denied to user 'app'@'%' for table 'prices'"),
    (APP, "shop", "SELECT * FROM missing", "SELECT command denied to user 'app'@'%' for table 'missing'"),
    (APP, "shop", "DROP TABLE orders", "DROP command denied to user 'app'@'%' for table 'orders'"),
    (APP, "shop", "TRUNCATE TABLE orders", "DROP command denied to user 'app'@'%' for table 'orders'"),
    (APP, "shop", "CREATE TABLE mine (id INT)", "CREATE command denied to user 'app'@'%' for table 'mine'"),
    (APP, "shop", "ALTER TABLE orders ADD x INT", "ALTER command denied to user 'app'@'%' for table 'orders'"),
    (APP, "shop", "CREATE INDEX i ON orders (total)", "INDEX command denied to user 'app'@'%' for table 'orders'"),
    (APP, "shop", "CREATE VIEW v AS SELECT 1", "CREATE VIEW command denied to user 'app'@'%' for table 'v'"),
    (APP, "shop", "USE hidden", "Access denied for user 'app'@'%' to database 'hidden'"),
    (APP, "shop", "CREATE DATABASE mine", "Access denied for user 'app'@'%' to database 'mine'"),
    (APP, "shop", "DROP DATABASE shop", "Access denied for user 'app'@'%' to database 'shop'"),
    (APP, "shop", "CREATE USER other", "Access denied; you need (at least one of) the CREATE USER privilege(s) for"),
    (APP, "shop", "GRANT SELECT ON shop.orders TO reader", "GRANT command denied to user 'app'@'%' for table 'orders'"),
    (APP, "shop", "GRANT SELECT ON shop.* TO reader", "Access denied for user 'app'@'%' to database 'shop'"),
    (READER, "shop", "SELECT id, total FROM orders WHERE id = 2", [2, 20]),
    (READER, "shop", "SELECT count(*) FROM orders", [2]),
    (READER, "shop", "SELECT note FROM orders",
     "SELECT command denied to user 'reader'@'%' for column 'note' in table 'orders'"),
    (READER, "shop", "SELECT * FROM orders", "SELECT command denied to user 'reader'@'%' for table 'orders'"),
    (READER, "shop", "UPDATE orders SET total = 30 WHERE id = 2", True),
    (READER, "shop", "UPDATE orders SET note = 'x' WHERE id = 2",
     "UPDATE command denied to user 'reader'@'%' for column 'note' in table 'orders'"),
    (MASTER, "shop", "CREATE VIEW notes AS SELECT note FROM orders", True),
    (MASTER, None, "GRANT SELECT ON shop.notes TO reader", True),
    (READER, "shop", "SELECT count(note) FROM notes", [1]),
    (MASTER, None, "CREATE ROLE writer", True),
    (MASTER, None, "GRANT UPDATE, DELETE ON shop.* TO writer", True),
    (MASTER, None, "GRANT writer TO app", True),
    (APP, "shop", "DELETE FROM orders WHERE id = 2", "DELETE command denied to user 'app'@'%' for table 'orders'"),
    (MASTER, None, "SET DEFAULT ROLE writer TO app", True),
    (APP, "shop", "SET ROLE DEFAULT", True),
    (APP, "shop", "DELETE FROM orders WHERE id = 2", True),
    (MASTER, None, "REVOKE SELECT, INSERT ON shop.orders FROM app", True),
    (APP, "shop", "SELECT id FROM orders", "SELECT command denied to user 'app'@'%' for table 'orders'"),
    (MASTER, None, "ALTER USER reader ACCOUNT LOCK", True),
    (READER, None, "SELECT 1", "Access denied for user 'reader'@'%'. Account is locked."),
    (MASTER, None, "GRANT ALL PRIVILEGES ON *.* TO app", "Access denied for user 'admin'@'%' (using password: YES)"),
]

POSTGRES_ROWS = [
    (APP, "postgres", "SELECT current_user", ["app"]),
    (MASTER, "postgres", "CREATE ROLE app LOGIN PASSWORD 'app-password'", True),
    (MASTER, "postgres", "CREATE USER reader", True),
    (MASTER, "postgres", "CREATE TABLE orders (id serial PRIMARY KEY, total int, note text)", True),
    (MASTER, "postgres", "CREATE SCHEMA hidden", True),
    (MASTER, "postgres", "CREATE TABLE hidden.prices (id int)", True),
    (APP, "postgres", "SELECT * FROM orders", "permission denied for table orders; SQLState: 42501"),
    (MASTER, "postgres", "GRANT SELECT, INSERT ON orders TO app", True),
    (MASTER, "postgres", "GRANT SELECT (id, total), UPDATE (total) ON orders TO reader", True),
    (APP, "postgres", "INSERT INTO orders (total) VALUES (10)", "permission denied for sequence orders_id_seq"),
    (MASTER, "postgres", "GRANT USAGE ON SEQUENCE orders_id_seq TO app", True),
    (APP, "postgres", "INSERT INTO orders (total, note) VALUES (10, 'first') RETURNING id", [1]),
    (APP, "postgres", "UPDATE orders SET total = 0", "permission denied for table orders"),
    (APP, "postgres", "TRUNCATE orders", "permission denied for table orders"),
    (APP, "postgres", "DROP TABLE orders", "must be owner of table orders"),
    (APP, "postgres", "CREATE TABLE mine (id int)", "permission denied for schema public; Position: 14"),
    (APP, "postgres", "CREATE SCHEMA mine", "permission denied for database"),
    (APP, "postgres", "CREATE ROLE other", "permission denied to create role"),
    (APP, "postgres", "SELECT * FROM hidden.prices", "permission denied for schema hidden; Position: 15"),
    (APP, "postgres", "SET ROLE postgres", 'permission denied to set role "postgres"'),
    (APP, "postgres", "SELECT has_table_privilege('orders', 'SELECT'), has_table_privilege('orders', 'DELETE')", [True, False]),
    (READER, "postgres", "SELECT total FROM orders", [10]),
    (READER, "postgres", "SELECT note FROM orders", "permission denied for table orders"),
    (READER, "postgres", "UPDATE orders SET total = 20 RETURNING total", [20]),
    (MASTER, "postgres", "GRANT CREATE ON SCHEMA public TO app", True),
    (APP, "postgres", "CREATE TABLE mine (id int)", True),
    (APP, "postgres", "GRANT SELECT ON mine TO reader", True),
    (READER, "postgres", "SELECT count(*) FROM mine", [0]),
    (MASTER, "postgres", "SELECT * FROM mine", "permission denied for table mine"),
    (MASTER, "postgres", "SET ROLE app", 'permission denied to set role "app"'),
    (MASTER, "postgres", "GRANT app TO CURRENT_USER", True),
    (MASTER, "postgres", "SELECT count(*) FROM mine", [0]),
    (MASTER, "postgres", "DROP ROLE app", "cannot be dropped because some objects depend on it"),
]


class Privileges(unittest.TestCase):
    def check(self, arn, rows):
        with Emulator(*SECRETS) as emulator:
            connection = emulator.connect()
            self.addCleanup(connection.close)
            for secret, database, sql, wanted in rows:
                with self.subTest(sql, secret=secret.rsplit(":", 1)[-1]):
                    members = {} if database is None else {"database": database}
                    answer = execute(connection, sql, arn, secretArn=secret, **members)
                    if isinstance(wanted, str):
                        self.assertEqual(answer.status, 400, answer.body)
                        self.assertIn(wanted, answer.message)
                    else:
                        self.assertEqual(answer.status, 200, answer.body)
                    if isinstance(wanted, list):
                        found = [next(iter(field.values())) for row in answer.json["records"] for field in row]
                        self.assertEqual(found, wanted)

    def test_mysql(self):
        self.check(MYSQL_ARN, MYSQL_ROWS)

    def test_postgres(self):
        self.check(POSTGRES_ARN, POSTGRES_ROWS)


if __name__ == "__main__":
    unittest.main()
