"""What a record needs because of what else stands in it: rules that hold within one file, as JSON Schema says them.

Each is said by the loader or by a rule of `checks` too, in better words; here it is underlined while one types.
"""

from __future__ import annotations

from ...model.records import SCHEMA_OF_SHAPE
from .known import Node


def _where(key: str, value: str, then: Node) -> Node:
    return {"if": {"required": [key], "properties": {key: {"const": value}}}, "then": then}


CONDITIONS: dict[str, Node] = {
    "Kind": {
        "allOf": [
            _where("shape", shape, {"properties": {"schema": {"const": schema}}})
            for shape, schema in SCHEMA_OF_SHAPE.items()
        ],
    },
    "Claim": {
        "dependencies": {"bound": ["amount"]},
        "allOf": [_where("status", "opinion", {"required": ["by"]})],
    },
    "Source": {
        "allOf": [
            {"anyOf": [{"required": ["title"]}, {"required": ["called"]}]},
            {"not": {"required": ["title", "called"]}},
            {"properties": {"published": {"not": {"type": "string", "pattern": "/"}}}},
            _where("rights", "open", {"required": ["licence"]}),
        ],
    },
    "Question": {
        "allOf": [
            _where(
                "answer",
                "disputed",
                {"required": ["positions", "weighing"], "properties": {"positions": {"minProperties": 2}}},
            ),
            _where("answer", "not-stated", {"required": ["read"]}),
            _where("answer", "settled", {"required": ["positions"]}),
        ],
    },
}
