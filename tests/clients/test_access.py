"""--credentials: signatures of the real aws CLI and of boto3, right and wrong; --secret: who the session is."""

import json
import os
import subprocess
import tempfile
import unittest

import boto3
import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.credentials
import botocore.exceptions

from emulator import MYSQL_ARN, SECRET_ARN, Emulator

CALL = {"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN, "sql": "SELECT 1"}
KEY = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")


class Access(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator("--credentials", ":".join(KEY))

    @classmethod
    def tearDownClass(cls):
        cls.emulator.stop()

    def client(self, key_id=KEY[0], secret=KEY[1], token=None, **config):
        return boto3.client(
            "rds-data", endpoint_url=self.emulator.endpoint, region_name="eu-central-1", aws_access_key_id=key_id,
            aws_secret_access_key=secret, aws_session_token=token,
            config=botocore.config.Config(retries={"total_max_attempts": 1}, **config),
        )

    def refused(self, client):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            client.execute_statement(**CALL)
        response = caught.exception.response
        return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], response["Error"]["Message"]

    def test_boto3_signs(self):
        client = self.client()
        self.assertEqual(client.execute_statement(**CALL)["records"], [[{"longValue": 1}]])
        text = "Ærø; 'x' " * 1000
        answer = client.execute_statement(
            **{**CALL, "sql": "SELECT :t"}, parameters=[{"name": "t", "value": {"stringValue": text}}])
        self.assertEqual(answer["records"], [[{"stringValue": text}]])
        with_token = self.client(token="session/token==")
        self.assertEqual(with_token.execute_statement(**CALL)["records"], [[{"longValue": 1}]])

    def test_an_unknown_key(self):
        self.assertEqual(
            self.refused(self.client(key_id="AKIDNOBODY")),
            (403, "UnrecognizedClientException", "The security token included in the request is invalid."))

    def test_a_wrong_secret(self):
        status, code, message = self.refused(self.client(secret="wrong"))
        self.assertEqual((status, code), (403, "InvalidSignatureException"))
        self.assertTrue(message.startswith("The request signature we calculated does not match"))

    def test_no_signature(self):
        self.assertEqual(self.refused(self.client(signature_version=botocore.UNSIGNED)),
                         (403, "MissingAuthenticationTokenException", "Missing Authentication Token"))

    def send(self, spoil):
        """Signs as botocore does, spoils the request, sends it."""
        body = json.dumps(CALL).encode()
        request = botocore.awsrequest.AWSRequest("POST", self.emulator.endpoint + "/Execute", data=body,
                                                 headers={"Content-Type": "application/json"})
        signer = botocore.auth.SigV4Auth(botocore.credentials.Credentials(*KEY), "rds-data", "us-east-1")
        signer.add_auth(request)
        spoil(request)
        connection = self.emulator.connect()
        self.addCleanup(connection.close)
        connection.request("POST", "/Execute", request.data, dict(request.headers))
        response = connection.getresponse()
        return response.status, response.headers["x-amzn-ErrorType"], json.loads(response.read())

    def test_what_is_signed_cannot_be_changed(self):
        self.assertEqual(self.send(lambda request: None)[0], 200)

        def another_body(request):
            request.data = json.dumps({**CALL, "sql": "SELECT 2"}).encode()

        def another_type(request):
            request.headers.replace_header("Content-Type", "text/plain")

        def an_old_time(request):
            request.headers.replace_header("X-Amz-Date", "20150830T123600Z")

        for spoil in (another_body, another_type):
            with self.subTest(spoil.__name__):
                self.assertEqual(self.send(spoil)[:2], (403, "InvalidSignatureException"))
        status, code, body = self.send(an_old_time)
        self.assertEqual((status, code), (403, "InvalidSignatureException"))
        self.assertRegex(body["message"], r"^Signature expired: 20150830T123600Z is now earlier than \d{8}T\d{6}Z \(")

    def test_the_emulators_own_endpoints_need_none(self):
        connection = self.emulator.connect()
        self.addCleanup(connection.close)
        connection.request("GET", "/_emulator/health")
        self.assertEqual(connection.getresponse().status, 200)

    @unittest.skipUnless(os.environ.get("AWS_CLI"), "no aws CLI")
    def test_the_aws_cli_signs(self):
        def run(secret):
            environment = {**self.emulator.environment(), "AWS_ACCESS_KEY_ID": KEY[0], "AWS_SECRET_ACCESS_KEY": secret}
            return subprocess.run(
                [os.environ["AWS_CLI"], "--endpoint-url", self.emulator.endpoint, "rds-data", "execute-statement", "--resource-arn", MYSQL_ARN, "--secret-arn",
                 SECRET_ARN, "--sql", "SELECT 1"], env=environment, capture_output=True, text=True, check=False)
        done = run(KEY[1])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["records"], [[{"longValue": 1}]])
        done = run("wrong")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("(InvalidSignatureException)", done.stderr)


class Secrets(unittest.TestCase):
    def test_a_file_of_credentials_and_a_secret(self):
        with tempfile.NamedTemporaryFile("w", suffix=".credentials") as file:
            file.write(f"[default]\naws_access_key_id = {KEY[0]}\naws_secret_access_key = {KEY[1]}\n")
            file.flush()
            with Emulator("--credentials", file.name, "--secret", SECRET_ARN + "=alice:wonder") as emulator:
                client = boto3.client("rds-data", endpoint_url=emulator.endpoint, region_name="us-east-1",
                                      aws_access_key_id=KEY[0], aws_secret_access_key=KEY[1])
                answer = client.execute_statement(**{**CALL, "sql": "SELECT CURRENT_USER()"})
                self.assertTrue(answer["records"][0][0]["stringValue"].startswith("alice@"))
                with self.assertRaises(botocore.exceptions.ClientError) as caught:
                    client.execute_statement(**{**CALL, "secretArn": SECRET_ARN.replace("recordstore", "nobodys")})
                self.assertEqual(caught.exception.response["Error"]["Code"], "InvalidSecretException")
