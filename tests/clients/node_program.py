"""Runs Node programs of the tests: the gateway with the records service, and scripts with the SDK v2."""

import os
import re
import shutil
import subprocess

from emulator import MYSQL_ARN, SECRET_ARN

SERVICE = os.environ["RECORDS_SERVICE"]
GATEWAY = os.environ["GATEWAY"]
NODE = shutil.which("node")


def environment(emulator):
    return {
        **emulator.environment(),
        "RECORDS_SERVICE": SERVICE,
        "TABLE": MYSQL_ARN,
        "TABLESECRET": SECRET_ARN,
        "DATABASE": "recordstore",
    }


class Gateway:
    """The gateway with the records service behind it, on a port of its own."""

    def __init__(self, emulator):
        self.process = subprocess.Popen(
            [NODE, f"{GATEWAY}/gateway.mjs", "--handler", f"{SERVICE}/index.js#main", "--port", "0"],
            env=environment(emulator),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
        line = self.process.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if not found:
            self.process.kill()
            raise AssertionError(f"the gateway did not start: {line}")
        self.port = int(found.group(1))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=15)
        self.process.stdout.close()
