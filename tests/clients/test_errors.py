"""Every class of the service model, raised on purpose and read by the SDKs' own deserialisers: boto3's and those of the
AWS SDK for JavaScript v3 and v2. Wire 1.4/code-from-header 1.4/connection-id-parsed."""

import json
import os
import shutil
import subprocess
import sys
import unittest

from contract import DECLARED
from emulator import MYSQL_ARN, SECRET_ARN, Emulator

HERE = os.path.dirname(os.path.abspath(__file__))
CLUSTER = {"resourceArn": MYSQL_ARN, "secretArn": SECRET_ARN}
STATUS = {name: error["status"] for name, error in DECLARED["errors"].items()}
MODELLED = [name for name, error in DECLARED["errors"].items() if "unmodelled" not in error]
UNMODELLED = ["ValidationException", "InternalFailure", "ThrottlingException"]


def call_for(name):
    if name == "NotFoundException":
        return ["commit_transaction", {**CLUSTER, "transactionId": "AAAA"}]
    return ["execute_statement", {**CLUSTER, "sql": "SELECT 1"}]


CALLS = {name: call_for(name) for name in (*MODELLED, *UNMODELLED)}


class Errors(unittest.TestCase):
    def ask(self, *command):
        faults = []
        for name, (operation, _) in CALLS.items():
            operation = "".join(word.capitalize() for word in operation.split("_"))
            faults += ["--fault", f"*:{operation}:{name}:once"]
        with Emulator(*faults) as emulator:
            environment = {**emulator.environment(), "ENDPOINT": emulator.endpoint,
                           "SDK_V3": os.environ.get("SDK_V3", "")}
            done = subprocess.run(command, input=json.dumps(CALLS), env=environment, capture_output=True, text=True,
                                  timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def check(self, name, seen, modelled):
        self.assertEqual(seen["code"], name)
        self.assertEqual(seen["status"], STATUS[name])
        if "message" in DECLARED["errors"][name]["members"]:
            self.assertTrue(seen["message"])
        if name == "StatementTimeoutException":
            self.assertGreater(seen["connection"], 0)
        if modelled:
            self.assertEqual(seen["raised"], name)
        else:  # wire 1.4/unmodelled-validation
            self.assertIn(seen["raised"], ("ClientError", "RDSDataServiceException"))

    def check_boto(self, python):
        answer = self.ask(python, os.path.join(HERE, "sdk_errors.py"))
        for name, seen in answer["seen"].items():
            with self.subTest(name):
                self.check(name, seen, name in answer["modelled"])
        return set(answer["modelled"])

    def test_boto3(self):
        # A model of before 2024 lacks the younger half of the classes; these come as ClientError with their code.
        self.assertLessEqual(self.check_boto(sys.executable), set(MODELLED))

    def test_boto3_of_the_path(self):
        python = os.environ.get("MODEL_PYTHON") or sys.executable
        probe = "import boto3, botocore; print(botocore.__version__)"
        version = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=False)
        if version.returncode != 0 or tuple(map(int, version.stdout.split("."))) < (1, 36):
            self.skipTest("no botocore with all seventeen classes in its model")
        self.assertEqual(self.check_boto(python), set(MODELLED))

    @unittest.skipUnless(os.path.isdir(os.environ.get("SDK_V3", "") + "/node_modules"), "no SDK v3 for JavaScript")
    def test_javascript_v3(self):
        answer = self.ask(shutil.which("node"), os.path.join(HERE, "sdk_errors.mjs"))
        for name, seen in answer.items():
            with self.subTest(name):
                self.check(name, seen, name in MODELLED)
