"""The JSON Schema of a record's class, as pydantic writes it → the schema of a file of one briefing, for editors.

Pydantic's schema says what the model holds; an editor types YAML. So: null is no value; what the model takes for text may
be typed as a number or a truth value (`1924`), for the reader takes every scalar as text; keys that are marked with what
they name (`Names`, `Among`) get the briefing's own words.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from ...model import LANGUAGE_CODE, VALUE_RANGES, Amount, Metric, Record, Settings, When
from . import known
from .conditions import CONDITIONS
from .guidance import shown

Node = dict[str, Any]
TEXT = ["string", "number", "boolean"]
OWN = "/address"


def narrowed(settings: Settings, record_class: type[Record], kind: str = "") -> Node:
    """The settings of a briefing and the class of a record → the schema of its file; `kind` is an entity's."""
    return _Narrowing(settings, record_class, kind).schema()


class _Narrowing:
    def __init__(self, settings: Settings, record_class: type[Record], kind: str) -> None:
        self.settings, self.record_class, self.kind = settings, record_class, kind
        # In the file that declares words, new ones are as good as those that were there when the schema was written.
        self.declares = record_class is Settings

    def schema(self) -> Node:
        whole = self.record_class.model_json_schema(by_alias=True)
        inner = whole.pop("$defs", {})
        definitions = {name: self.record(name, node) for name, node in inner.items()}
        definitions |= {"words": _text({"minLength": 1}), "texts": self.texts()}
        return {**self.record(self.record_class.__name__, whole), "definitions": definitions}

    def record(self, name: str, node: Node) -> Node:
        """The schema of a class: its keys, with what is to be known of each."""
        keys = {
            key: {**self.value(value), **shown(name, key, value)}
            for key, value in node["properties"].items()
            if key != OWN and not self.is_needless(name, key)
        }
        required = [key for key in node.get("required", ()) if key != OWN]
        found: Node = {"description": " ".join(node.get("description", "").split()), "type": "object"}
        found |= {"properties": keys, "required": required, "additionalProperties": False}
        return found | CONDITIONS.get(name, {})

    def is_needless(self, name: str, key: str) -> bool:
        """Whether a key has no place in this kind of file: an amount stands on a metric."""
        return name == "Claim" and key in ("amount", "bound") and not issubclass(self.record_class, Metric)

    def value(self, node: Node) -> Node:
        """The schema of a value."""
        if "anyOf" in node:  # a value, or None for a key that is left out
            node = {**node, **next(one for one in node["anyOf"] if one.get("type") != "null")}
        if "$ref" in node:
            return {"$ref": node["$ref"].replace("#/$defs/", "#/definitions/")}
        if node.get("names") == "links":
            return {"$ref": "#/definitions/texts"}
        if "names" in node or "among" in node:
            return self.named(node)
        if "const" in node or "enum" in node:
            return {"enum": node.get("enum", [node.get("const")])}
        if node["type"] == "array":
            return {"type": "array", "items": self.value(node["items"]), **_kept(node, "minItems")}
        if node["type"] == "object":
            return self.keyed(node)
        return _text(node)

    def keyed(self, node: Node) -> Node:
        """The schema of what the editors give keys to."""
        values = node.get("additionalProperties")
        if isinstance(values, dict) and values.get("names") == "value":
            return self.statements()
        found = {"type": "object", **_kept(node, "minProperties")}
        if isinstance(values, dict):
            return {**found, "additionalProperties": self.value(values)}
        forms = {form: self.value(value) for form, value in node["patternProperties"].items()}
        return {**found, "patternProperties": forms, "additionalProperties": False}

    def named(self, node: Node) -> Node:
        """The schema of a text that names something: of the words that the briefing has for it."""
        kinds = (*self.settings.kinds,)
        names, among = node.get("names"), node.get("among")
        if names == "source":
            return known.source_ids()
        if names == "address":
            lists = {"entities": known.entities_of, "claims": known.claims_of}
            return lists.get(among, known.addresses_of)(kinds)
        if names == "position":
            return _text(node)
        declared = {
            "topics": [*self.settings.topics],
            "languages": [*self.settings.languages],
            "kinds": [*kinds],
            "ranges": [*kinds, *VALUE_RANGES],
            "properties": [*self.settings.properties],
        }[among]
        return {"anyOf": [_text(node), {"enum": declared}]} if self.declares else {"enum": declared}

    def texts(self) -> Node:
        """A text in every language of the briefing."""
        languages = {
            lang: {"$ref": "#/definitions/words", "description": f"In {told.name} ({told.tag})."}
            for lang, told in self.settings.languages.items()
        }
        if self.declares:
            others = {f"^{LANGUAGE_CODE}$": {"$ref": "#/definitions/words"}}
            return {
                "type": "object",
                "properties": languages,
                "patternProperties": others,
                "additionalProperties": False,
            }
        required = [*languages]
        return {"type": "object", "properties": languages, "required": required, "additionalProperties": False}

    def statements(self) -> Node:
        """The properties that may be stated of this kind, each with values of the kinds or the range it runs to."""
        found = {}
        for name, told in self.settings.properties.items():
            if self.kind in told.from_:
                says = f"{' / '.join(told.name.values())}: {', '.join(told.from_)} → {', '.join(told.to)}"
                must = f" ({', '.join(told.must)})" if told.must else ""
                found[name] = {**_of_range(told.to), "description": says + must}
        return {"type": "object", "properties": found, "additionalProperties": False}


def _of_range(to: tuple[str, ...]) -> Node:
    ranges = {
        "date": _text(TypeAdapter(When).json_schema()),
        "amount": _text(TypeAdapter(Amount).json_schema()),
        "text": {"$ref": "#/definitions/words"},
    }
    return ranges.get(to[0]) or known.entities_of(to)


def _text(node: Node) -> Node:
    """One text of a form; where it may not be empty, not blank either."""
    found: Node = {"type": TEXT}
    if "pattern" in node:
        return {**found, "pattern": node["pattern"], "patternErrorMessage": node["patternErrorMessage"]}
    blank = "It is empty: write a value, or leave the key out."
    return {**found, "pattern": r"\S", "patternErrorMessage": blank} if node.get("minLength") else found


def _kept(node: Node, *keys: str) -> Node:
    return {key: node[key] for key in keys if key in node}
