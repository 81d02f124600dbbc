"""Holds schema/data_api.json against the service model that an installed botocore brings along.

Usage: model_test.py PROJECT_FOLDER. Ends with 77 (skipped) where botocore is not installed. Debian 12's is of 2022, before
the service told its errors apart: such a model must be all in ours, and ours may have only those errors more.
"""

import json
import pathlib
import sys
import unittest

try:
    import botocore.loaders
except ImportError:
    sys.exit(77)

PROJECT = pathlib.Path(sys.argv.pop(1))
DECLARED = json.loads((PROJECT / "schema/data_api.json").read_text(encoding="utf-8"))
MODEL = botocore.loaders.Loader().load_service_model("rds-data", "service-2", "2018-08-01")
SHAPES = MODEL["shapes"]
IS_CURRENT = "DatabaseErrorException" in SHAPES
LATER_ERRORS = {
    "DatabaseErrorException", "DatabaseNotFoundException", "DatabaseResumingException", "DatabaseUnavailableException",
    "HttpEndpointNotEnabledException", "InvalidResourceStateException", "InvalidSecretException",
    "SecretsErrorException", "TransactionNotFoundException", "UnsupportedResultException",
}
PLAIN = {"string": "text", "structure": None, "list": None}


def type_name(shape_name):
    """The model's type in the declaration's words."""
    shape = SHAPES[shape_name]
    if shape["type"] == "list":
        return "list of " + type_name(shape["member"]["shape"])
    if shape["type"] == "structure" or "enum" in shape:
        return shape_name
    return PLAIN.get(shape["type"], shape["type"])


def known_to_model(errors):
    """Of the declaration's errors those that the installed model can have."""
    return set(errors) if IS_CURRENT else set(errors) - LATER_ERRORS


class Model(unittest.TestCase):
    def test_operations(self):
        self.assertEqual(set(DECLARED["operations"]), set(MODEL["operations"]))
        for name, declared in DECLARED["operations"].items():
            with self.subTest(name):
                operation = MODEL["operations"][name]
                self.assertEqual(operation["http"]["requestUri"], declared["path"])
                self.assertEqual(operation["http"]["method"], DECLARED["method"])
                self.assertEqual({error["shape"] for error in operation["errors"]}, known_to_model(declared["errors"]))
                self.check_members(declared["request"], operation["input"]["shape"])
                self.check_members(declared["response"], operation["output"]["shape"])

    def test_shapes(self):
        for name, declared in DECLARED["shapes"].items():
            with self.subTest(name):
                shape = SHAPES[name]
                if "values" in declared:
                    self.assertEqual(sorted(shape["enum"]), declared["values"])
                    continue
                self.check_members(declared["members"], name)
                self.assertEqual(shape.get("union", False), declared.get("union", False))

    def test_errors(self):
        modelled = {name for name, shape in SHAPES.items() if shape.get("exception")}
        declared = {name for name, error in DECLARED["errors"].items() if "unmodelled" not in error}
        self.assertEqual(modelled, known_to_model(declared))
        for name in modelled:
            with self.subTest(name):
                self.assertEqual(SHAPES[name]["error"]["httpStatusCode"], DECLARED["errors"][name]["status"])
                self.assertEqual(list(SHAPES[name]["members"]), DECLARED["errors"][name]["members"])

    def test_limits(self):
        self.assertEqual(SHAPES["SqlStatement"]["max"], DECLARED["limits"]["sqlCharacters"])
        self.assertEqual(SHAPES["DbName"]["max"], DECLARED["limits"]["nameCharacters"])

    def check_members(self, declared, shape_name):
        shape = SHAPES[shape_name]
        self.assertEqual(set(shape["members"]), set(declared))
        for name, member in shape["members"].items():
            with self.subTest(member=name):
                self.assertEqual(type_name(member["shape"]), declared[name]["type"])
                self.assertEqual(name in shape.get("required", []), declared[name].get("required", False))
                target = SHAPES[member["shape"]]
                if "length" in declared[name]:
                    self.assertEqual([target.get("min", 0), target["max"]], declared[name]["length"])


if __name__ == "__main__":
    unittest.main()
