"""The JavaScript SDK v2 (wire 1.5/js-v2), called directly by sdk_v2.cjs, which makes the checks."""

import os
import subprocess
import unittest

from emulator import MYSQL_ARN, Emulator, tell_story
from node_program import GATEWAY, NODE, environment


class SdkV2(unittest.TestCase):
    def test_operations(self):
        with Emulator() as emulator:
            tell_story(emulator, MYSQL_ARN)
            script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sdk_v2.cjs")
            done = subprocess.run(
                [NODE, "--require", f"{GATEWAY}/sdk_v2_endpoint.cjs", script],
                env=environment(emulator), capture_output=True, text=True, timeout=60, check=False,
            )
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertEqual(done.stdout, "sdk v2: 6 checks passed\n")
