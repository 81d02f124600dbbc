"""What the program remembers of statements stays within its bounds, and /_emulator/health tells how it is used."""

import json
import unittest

from emulator import IS_RELEASE, MYSQL_ARN, POSTGRES_ARN, Emulator

MYSQL, POSTGRES = (MYSQL_ARN, "recordstore", {}), (POSTGRES_ARN, "recordstore-postgres", {"database": "postgres"})
DISTINCT = 2500  # twice
LONG_TEXT = "'" + "x" * 12_000 + "'"
GROWTH_LIMIT_KIB = 1024


class Caches(unittest.TestCase):
    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.stop)

    def counts(self, cluster):
        connection = self.emulator.connect()
        connection.request("GET", "/_emulator/health")
        health = json.loads(connection.getresponse().read())
        connection.close()
        self.assertEqual(health["status"], "ok")
        (caches,) = [entry for entry in health["caches"] if entry["cluster"] == cluster]
        return caches

    def run_all(self, statements, arn, members):
        for sql in statements:
            answer = self.emulator.execute(sql, arn, **members)
            self.assertEqual(answer.status, 200, answer.json)

    def test_hits_and_misses(self):
        for arn, cluster, members in (MYSQL, POSTGRES):
            with self.subTest(cluster):
                self.run_all(["SELECT 1"], arn, members)
                before = self.counts(cluster)
                self.run_all(["SELECT 1"] * 10 + ["SELECT 2"], arn, members)
                after = self.counts(cluster)
                for cache in ("plans", "statements"):
                    self.assertEqual(after[cache]["entries"], before[cache]["entries"] + 1, cache)
                    self.assertEqual(after[cache]["misses"], before[cache]["misses"] + 1, cache)
                    self.assertGreaterEqual(after[cache]["hits"], before[cache]["hits"] + 10, cache)

    def test_distinct_statements_stay_within_the_bounds(self):
        for arn, cluster, members in (MYSQL, POSTGRES):
            with self.subTest(cluster):
                self.run_all((f"SELECT {i}" for i in range(DISTINCT)), arn, members)
                filled = self.emulator.resident_kib()
                before = self.counts(cluster)
                self.run_all((f"SELECT -{i} - 1" for i in range(DISTINCT)), arn, members)
                after = self.counts(cluster)
                for cache in ("plans", "statements"):
                    self.assertEqual(after[cache]["entries"], after[cache]["capacity"], cache)
                    self.assertEqual(after[cache]["misses"], before[cache]["misses"] + DISTINCT, cache)
                grown = self.emulator.resident_kib() - filled
                print(f"{cluster}: {grown} KiB more after {DISTINCT} more statements")
                if IS_RELEASE:
                    self.assertLess(grown, GROWTH_LIMIT_KIB)

    def test_long_statements_are_fewer(self):
        for arn, cluster, members in (MYSQL, POSTGRES):
            with self.subTest(cluster):
                self.run_all((f"SELECT {LONG_TEXT}, {i} AS long_round" for i in range(500)), arn, members)
                for cache, counts in self.counts(cluster).items():
                    if cache != "cluster":
                        self.assertLess(counts["entries"], 200, cache)


if __name__ == "__main__":
    unittest.main()
