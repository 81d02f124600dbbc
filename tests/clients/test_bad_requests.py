"""Requests that no SDK sends. Each gets an error in the service's form, and the next request is answered."""

import json
import socket
import unittest

from emulator import MYSQL_ARN, SECRET_ARN, Answer, Emulator, post

REQUEST_LIMIT = 4 * 1024 * 1024


class BadRequests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()

    @classmethod
    def tearDownClass(cls):
        cls.emulator.stop()

    def tearDown(self):
        answer = self.emulator.execute("SELECT 1")
        self.assertEqual((answer.status, answer.json["records"]), (200, [[{"longValue": 1}]]))

    def assert_error(self, answer, status, error_type):
        self.assertEqual((answer.status, answer.error_type), (status, error_type), answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/json")
        self.assertTrue(answer.headers["x-amzn-RequestId"])
        self.assertTrue(answer.message, answer.body)

    def post(self, body, path="/Execute"):
        connection = self.emulator.connect()
        self.addCleanup(connection.close)
        return post(connection, path, body)

    def raw(self, data, end=False):
        """Sends bytes as they are, optionally says there are no more, and reads until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.emulator.port), timeout=15) as connection:
            connection.sendall(data)
            if end:
                connection.shutdown(socket.SHUT_WR)
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
            return received

    def test_malformed_json(self):
        for body in (b"", b"{", b"nonsense", b'{"sql":', b'{"sql":"a"}}', b"[]", b'"text"', b"1", b"null", b"\xff\xfe"):
            with self.subTest(body):
                answer = self.post(body)
                self.assertEqual(answer.status, 400)
                self.assertTrue(answer.error_type)
                self.assertTrue(answer.message)

    def test_members_of_the_wrong_type(self):
        right = {"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN, "sql": "SELECT 1"}
        for member, value in (("sql", 1), ("sql", None), ("parameters", {}), ("parameters", [1]),
                              ("includeResultMetadata", "yes"), ("resourceArn", []), ("resultSetOptions", 3)):
            with self.subTest(member=member, value=value):
                answer = self.post({**right, member: value})
                self.assertEqual(answer.status, 400)
                self.assertTrue(answer.error_type)
                self.assertTrue(answer.message)

    def test_missing_members(self):
        right = {"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN, "sql": "SELECT 1"}
        for member in right:
            with self.subTest(member):
                answer = self.post({name: value for name, value in right.items() if name != member})
                self.assertEqual(answer.status, 400)
                self.assertTrue(answer.error_type)

    def test_nested_brackets(self):
        for body in (b"[" * 10_000, b'{"a":' * 10_000, b"[" * 10_000 + b"]" * 10_000,
                     b'{"parameters":' + b"[" * 10_000 + b"]" * 10_000 + b"}"):
            with self.subTest(body[:20]):
                answer = self.post(body)
                self.assertEqual(answer.status, 400)
                self.assertTrue(answer.error_type)

    def test_wrong_path(self):
        for path in ("/", "/ExecuteStatement", "/execute", "/Execute/more", "/%45xecut"):
            with self.subTest(path):
                self.assert_error(self.post({"sql": "SELECT 1"}, path), 404, "UnknownOperationException")

    def test_wrong_method(self):
        for method in ("GET", "PUT", "DELETE"):
            with self.subTest(method):
                connection = self.emulator.connect()
                self.addCleanup(connection.close)
                connection.request(method, "/Execute")
                answer = Answer(connection.getresponse())
                self.assertIn(answer.status, (404, 405))
                self.assertTrue(answer.error_type)
                self.assertTrue(answer.message)

    def test_body_over_the_limit(self):
        body = json.dumps({"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN, "sql": "x" * REQUEST_LIMIT}).encode()
        received = self.raw(b"POST /Execute HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + b"Content-Length: %d\r\n\r\n" % len(body))
        self.assertRegex(received, rb"^HTTP/1\.1 413 ")
        self.assertIn(b"x-amzn-errortype", received.lower())

    def test_body_cut_short(self):
        received = self.raw(b"POST /Execute HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            b'Content-Length: 100\r\n\r\n{"sql":', end=True)
        self.assertRegex(received, rb"^HTTP/1\.1 400 ")
        self.assertIn(b"x-amzn-errortype", received.lower())

    def test_what_is_no_http(self):
        received = self.raw(b"\x16\x03\x01 hello\r\n\r\n", end=True)
        self.assertRegex(received, rb"^(HTTP/1\.1 400 |$)")

    def test_foreign_host_and_origin(self):
        request = {"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN, "sql": "SELECT 1"}
        for headers in ({"Host": "example.com"}, {"Origin": "http://example.com"}):
            with self.subTest(headers):
                connection = self.emulator.connect()
                self.addCleanup(connection.close)
                self.assertEqual(post(connection, "/Execute", request, headers).status, 403)
