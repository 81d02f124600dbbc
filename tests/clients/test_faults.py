"""Injected faults and pauses, as the SDK's own exceptions and retries meet them."""

import time
import unittest

import boto3
import botocore.config
import botocore.exceptions

from emulator import MYSQL_ARN, SECRET_ARN, Emulator, post


def client(emulator, attempts=1):
    return boto3.client(
        "rds-data", endpoint_url=emulator.endpoint, region_name="us-east-1", aws_access_key_id="local",
        aws_secret_access_key="local",
        config=botocore.config.Config(retries={"total_max_attempts": attempts, "mode": "standard"}),
    )


def control(emulator, method, body=None):
    connection = emulator.connect()
    try:
        connection.request(method, "/_emulator/faults", body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


CALL = {"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN, "sql": "SELECT 1"}


class Faults(unittest.TestCase):
    def test_the_sdk_repeats_what_it_should(self):
        with Emulator("--fault", "recordstore:ExecuteStatement:ServiceUnavailable:times=2") as emulator:
            answer = client(emulator, attempts=3).execute_statement(**CALL)
            self.assertEqual(answer["records"], [[{"longValue": 1}]])
            self.assertEqual(answer["ResponseMetadata"]["RetryAttempts"], 2)

    def test_throttling_is_repeated_too(self):
        with Emulator("--fault", "*:*:Throttling:once") as emulator:
            answer = client(emulator, attempts=2).execute_statement(**CALL)
            self.assertEqual(answer["ResponseMetadata"]["RetryAttempts"], 1)

    def test_resuming_is_left_to_the_program(self):  # wire 1.5/no-retry-resuming
        with Emulator("--auto-pause", "0.3:0.4") as emulator:
            rds = client(emulator, attempts=3)
            time.sleep(0.4)
            with self.assertRaises(botocore.exceptions.ClientError) as caught:
                rds.execute_statement(**CALL)
            self.assertEqual(caught.exception.response["Error"]["Code"], "DatabaseResumingException")
            self.assertRegex(caught.exception.response["Error"]["Message"],
                             r"^The Aurora DB instance db-[A-Z2-7]{26} is resuming after being auto-paused\. ")
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline:
                try:
                    rds.execute_statement(**CALL)
                    return
                except botocore.exceptions.ClientError as error:
                    self.assertEqual(error.response["Error"]["Code"], "DatabaseResumingException")
                    time.sleep(0.1)
            self.fail("it never resumed")

    def test_faults_come_and_go_while_it_runs(self):
        with Emulator() as emulator:
            rds = client(emulator)
            status, _ = control(emulator, "POST", '{"kind":"InternalServerError","operation":"BeginTransaction"}')
            self.assertEqual(status, 200)
            with self.assertRaises(rds.exceptions.InternalServerErrorException):
                rds.begin_transaction(resourceArn=MYSQL_ARN, secretArn=SECRET_ARN)
            self.assertEqual(rds.execute_statement(**CALL)["records"], [[{"longValue": 1}]])
            self.assertEqual(control(emulator, "DELETE")[0], 200)
            rds.begin_transaction(resourceArn=MYSQL_ARN, secretArn=SECRET_ARN)

    def test_latency(self):
        with Emulator("--fault", "*:*:Latency:milliseconds=300") as emulator:
            connection = emulator.connect()
            self.addCleanup(connection.close)
            began = time.monotonic()
            self.assertEqual(post(connection, "/Execute", CALL).status, 200)
            self.assertGreaterEqual(time.monotonic() - began, 0.3)
