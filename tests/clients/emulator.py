"""Starts the program under test and talks to it: shared by all client tests. Holds no expectation."""

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import time

from contract import check_answer

BINARY = os.environ["EMULATOR"]
IS_RELEASE = os.environ.get("EMULATOR_BUILD") == "Release"

MYSQL_ARN = "arn:aws:rds:us-east-1:123456789012:cluster:recordstore"
POSTGRES_ARN = "arn:aws:rds:us-east-1:123456789012:cluster:recordstore-postgres"
SECRET_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:recordstore"
CLUSTERS = ["--cluster", "recordstore=mysql", "--cluster", "recordstore-postgres=postgres"]

# What the HTTP server says before a request is one.
HTTP_ERRORS = {"RequestEntityTooLargeException", "RequestHeaderFieldsTooLargeException"}

READY_SECONDS = 20
READY = re.compile(r"^rds-data-local listening on http://127\.0\.0\.1:(\d+)$")


def client_environment(endpoint, home):
    """What a client needs and nothing of the machine's own AWS settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "HOME": home,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
        "AWS_ENDPOINT_URL_RDS_DATA": endpoint,
        "AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE": "1",
        "PYTHONIOENCODING": "utf-8",
    }


class Emulator:
    """One running program. Use as a context manager; ends gracefully and checks that it did."""

    def __init__(self, *arguments, in_memory=True):
        self.folder = tempfile.TemporaryDirectory(prefix="rds-data-local-test-")
        self.log = open(os.path.join(self.folder.name, "stderr"), "w+b")
        command = [BINARY, "--port", "0", *(["--in-memory"] if in_memory else []), *CLUSTERS, *arguments]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=self.folder.name, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log
        )
        self.port = self._wait_until_ready()
        self.endpoint = f"http://127.0.0.1:{self.port}"

    def _wait_until_ready(self):
        # A program that neither answers nor ends is ended here, which also ends the reading below.
        deadline = time.monotonic() + READY_SECONDS
        for line in iter(self.process.stdout.readline, b""):
            found = READY.match(line.decode().rstrip())
            if found:
                return int(found.group(1))
            if time.monotonic() > deadline:
                break
        text = self.log_text()
        self.kill()
        raise AssertionError(f"the program did not say where it answers; its log:\n{text}")

    def log_text(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            return log.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=15)
        text = self.log_text()
        self._let_go()
        if status != 0:
            raise AssertionError(f"the program ended with {status}; its log:\n{text}")

    def kill(self):
        """Ends the program as a crash would, and waits until it is gone."""
        self.process.kill()
        self.process.wait()
        self._let_go()

    def _let_go(self):
        self.process.stdout.close()
        self.log.close()
        self.folder.cleanup()

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def execute(self, sql, arn=MYSQL_ARN, **members):
        """One ExecuteStatement on a connection of its own."""
        with contextlib.closing(self.connect()) as connection:
            return execute(connection, sql, arn, **members)

    def resident_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
        raise AssertionError("the kernel does not say how much memory the program holds")

    def environment(self):
        return client_environment(self.endpoint, self.folder.name)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def error_type(self):
        return self.headers.get("x-amzn-ErrorType", "").split(":")[0]

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def message(self):
        return self.json.get("message")


def post(connection, path, body, headers=None):
    """One request on the connection; a dict is sent as JSON, bytes as they are."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection.request("POST", path, data, {"Content-Type": "application/json", **(headers or {})})
    answer = Answer(connection.getresponse())
    if answer.error_type not in HTTP_ERRORS:
        check_answer(path, answer)
    return answer


def execute(connection, sql, arn=MYSQL_ARN, **members):
    return post(connection, "/Execute", {"resourceArn": arn, "secretArn": SECRET_ARN, "sql": sql, **members})


MYSQL_STORY = [
    "CREATE DATABASE recordstore;",
    "USE recordstore;",
    "CREATE TABLE IF NOT EXISTS records (recordid INT PRIMARY KEY, title VARCHAR(255) NOT NULL, release_date DATE);",
    "CREATE TABLE IF NOT EXISTS singers (id INT PRIMARY KEY, name VARCHAR(255) NOT NULL, "
    "nationality VARCHAR(255) NOT NULL, recordid INT NOT NULL, "
    "FOREIGN KEY (recordid) REFERENCES records (recordid) ON UPDATE RESTRICT ON DELETE CASCADE);",
    "INSERT INTO records(recordid,title,release_date) VALUES(001,'Liberian Girl','2012-05-03');",
    "INSERT INTO singers(id,name,nationality,recordid) VALUES(100,'Michael Jackson','American',001);",
]
POSTGRES_STORY = [statement for statement in MYSQL_STORY if not statement.startswith("USE")]


def database_for(arn, statement):
    """The database a statement of the story is sent to: the one it makes cannot be asked for before."""
    if not statement.startswith("CREATE DATABASE"):
        return {"database": "recordstore"}
    return {"database": "postgres"} if arn == POSTGRES_ARN else {}


def tell_story(emulator, arn):
    """Makes and fills the record store over plain HTTP, for tests whose subject comes after it."""
    for statement in POSTGRES_STORY if arn == POSTGRES_ARN else MYSQL_STORY:
        answer = emulator.execute(statement, arn, **database_for(arn, statement))
        if answer.status != 200:
            raise AssertionError(f"{statement}: {answer.status} {answer.body.decode()}")
