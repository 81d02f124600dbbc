#!/usr/bin/env python3
"""Writes the inputs that libFuzzer starts from, one per file, into a folder.

usage: seeds.py TARGET FOLDER FILE-or-FOLDER...

Each line of the files is an input; for the target `request` a line of a .sql file becomes an ExecuteStatement.
"""

import hashlib
import json
import os
import sys

CLUSTERS = {"mysql": "local", "postgres": "post2"}
DATABASES = {"local": "fuzz", "post2": "postgres"}
ARN = "arn:aws:rds:us-east-1:000000000000:cluster:"
SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:"


def files(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                yield from (os.path.join(folder, name) for name in sorted(names))
        else:
            yield path


def lines(path):
    with open(path, "rb") as file:
        for line in file.read().split(b"\n"):
            if line and not line.startswith((b"#", b"--")):
                yield line


def request(cluster, sql):
    body = {"resourceArn": ARN + cluster, "secretArn": SECRET + "local", "sql": sql.decode()}
    body["database"] = DATABASES[cluster]
    return b"0" + json.dumps(body, separators=(",", ":")).encode()


def main():
    target, folder, *paths = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for path in files(paths):
        engine = os.path.basename(os.path.dirname(path))
        for line in lines(path):
            is_statement = target == "request" and path.endswith(".sql")
            data = request(CLUSTERS[engine], line) if is_statement else line
            with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), "wb") as file:
                file.write(data)


if __name__ == "__main__":
    main()
