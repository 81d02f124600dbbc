"""Holds answers against schema/data_api.json, our own statement of the contract."""

import json
import pathlib

DECLARED = json.loads((pathlib.Path(__file__).parents[2] / "schema/data_api.json").read_text(encoding="utf-8"))
OPERATIONS = {operation["path"]: operation for operation in DECLARED["operations"].values()}
PLAIN = {
    "text": str,
    "boolean": bool,
    "long": int,
    "integer": int,
    "double": (int, float, str),
    "blob": str,
}


def check_value(value, type_name, where):
    if type_name.startswith("list of "):
        assert isinstance(value, list), f"{where} is no list"
        for number, element in enumerate(value):
            # Lists of an array's values hold nulls; other lists never do.
            if element is not None or "Values" not in where:
                check_value(element, type_name[len("list of "):], f"{where}[{number}]")
    elif type_name in PLAIN:
        kind = PLAIN[type_name]
        right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        assert right, f"{where} is {value!r} and no {type_name}"
    else:
        check_shape(value, type_name, where)


def check_shape(value, name, where):
    shape = DECLARED["shapes"][name]
    if "values" in shape:
        assert value in shape["values"], f"{where} is {value!r}, none of {shape['values']}"
        return
    check_members(value, shape["members"], where)
    assert not shape.get("union") or len(value) == 1, f"{where} has not one member but {sorted(value)}"


def check_members(value, members, where):
    assert isinstance(value, dict), f"{where} is no object"
    for name, member in value.items():
        assert name in members, f"{where} has the member {name}, which is not declared"
        check_value(member, members[name]["type"], f"{where}.{name}")


def check_answer(path, answer):
    """Raises AssertionError for an answer that the contract does not know."""
    operation = OPERATIONS.get(path)
    if operation is None:
        return
    assert answer.headers["Content-Type"] == "application/json"
    assert len(answer.headers["x-amzn-RequestId"]) == 36
    if answer.status == 200:
        check_members(answer.json, operation["response"], path)
        return
    name = answer.error_type
    assert name in DECLARED["errors"], f"{path} answers the unknown error {name}"
    error = DECLARED["errors"][name]
    assert answer.status == error["status"], f"{name} comes with {answer.status}"
    assert name in operation["errors"] or error.get("unmodelled"), f"{path} cannot answer {name}"
    assert set(answer.json) <= set(error["members"]), f"{name} has the members {sorted(answer.json)}"
