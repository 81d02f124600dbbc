"""The records service, unmodified, behind the gateway: its GET and POST as curl sends them."""

import http.client
import json
import unittest

from emulator import MYSQL_ARN, Emulator, tell_story
from node_program import Gateway

LIBERIAN_GIRL = [{"longValue": 1}, {"stringValue": "Liberian Girl"}, {"stringValue": "2012-05-03"}]
SINGER = [
    {"longValue": 100},
    {"stringValue": "Michael Jackson"},
    {"stringValue": "American"},
    {"stringValue": "Liberian Girl"},
]


class RecordsService(unittest.TestCase):
    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.stop)
        self.gateway = Gateway(self.emulator)
        self.addCleanup(self.gateway.stop)

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.port, timeout=30)
        self.addCleanup(connection.close)
        connection.request(method, path, None if body is None else json.dumps(body))
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def test_before_the_database_exists(self):
        status, text = self.ask("GET", "/")
        self.assertEqual(status, 400)
        self.assertIn("Unknown database 'recordstore'; Error code: 1049; SQLState: 42000", text)

    def test_get_and_post(self):
        tell_story(self.emulator, MYSQL_ARN)
        self.assertEqual(
            self.ask("GET", "/"), (200, {"records": {"numberOfRecordsUpdated": 0, "records": [LIBERIAN_GIRL]}})
        )
        found = (200, {"singer": {"numberOfRecordsUpdated": 0, "records": [SINGER]}})
        self.assertEqual(self.ask("GET", "/Liberian"), found)
        self.assertEqual(self.ask("GET", "/Liberian%20Girl"), found)
        self.assertEqual(self.ask("GET", "/Thriller")[1]["singer"]["records"], [])

        posted = {
            "recordTitle": "Thriller",
            "recordReleaseDate": "1982-11-30",
            "singerName": "Michael Jackson",
            "singerNationality": "American",
        }
        self.assertEqual(self.ask("POST", "/", posted), (200, "Your record has been saved"))
        status, answer = self.ask("GET", "/Thriller")
        self.assertEqual(status, 200)
        [singer] = answer["singer"]["records"]
        self.assertTrue(1000 <= singer[0]["longValue"] <= 9999)
        self.assertEqual([field["stringValue"] for field in singer[1:]], ["Michael Jackson", "American", "Thriller"])
        self.assertEqual(len(self.ask("GET", "/")[1]["records"]["records"]), 2)

    def test_failures_are_told(self):
        tell_story(self.emulator, MYSQL_ARN)
        self.assertEqual(self.ask("PUT", "/Thriller", {})[0], 400)
        status, text = self.ask("POST", "/", {"recordTitle": 'A "quoted" title'})
        self.assertEqual(status, 400)
        self.assertIn("Error code: 1064; SQLState: 42000", text)
        count = self.emulator.execute("select count(*) from records", database="recordstore")
        self.assertEqual(count.json["records"], [[{"longValue": 1}]])
