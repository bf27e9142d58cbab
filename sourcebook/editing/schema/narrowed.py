"""The JSON Schema of a record's class, as pydantic writes it → the schema of a file of one briefing, for editors.

Pydantic's schema says what the model holds; an editor types YAML. So: null is no value; what the model takes for text may
be typed as a number or a truth value (`1924`), for the reader takes every scalar as text; keys that are marked with what
they name (`Names`, `Among`) get the briefing's own words.
"""

from __future__ import annotations

from pydantic import TypeAdapter

from ...model import LANGUAGE_CODE, OWN_ADDRESS, VALUE_RANGES, Amount, Metric, Record, Settings, When
from . import known
from .conditions import CONDITIONS
from .guidance import Guidance, guidance_keywords, record_classes
from .known import Node

TEXT = ["string", "number", "boolean"]


def narrowed(settings: Settings, record_class: type[Record], guidance: Guidance, kind: str = "") -> Node:
    """The settings of a briefing and the class of a record → the schema of its file; `kind` is an entity's.

    Refused where a field has no guidance.
    """
    return _Narrowing(settings, record_class, guidance, kind).schema()


class _Narrowing:
    def __init__(self, settings: Settings, record_class: type[Record], guidance: Guidance, kind: str) -> None:
        self.settings = settings
        self.record_class = record_class
        self.guidance = guidance
        self.kind = kind
        self.classes = record_classes()
        # In the file that declares words, new ones are as good as those that were there when the schema was written.
        self.declares = record_class is Settings

    def schema(self) -> Node:
        whole = self.record_class.model_json_schema(by_alias=True)
        inner = whole.pop("$defs", {})
        definitions = {name: self.record(self.classes[name], node) for name, node in inner.items()}
        definitions["words"] = _text({"minLength": 1})
        definitions["texts"] = self.texts()
        return {**self.record(self.record_class, whole), "definitions": definitions}

    def record(self, record_class: type[Record], node: Node) -> Node:
        """The schema of a class: its keys, with what is to be known of each."""
        keys = {}
        for key, value in node["properties"].items():
            if key != OWN_ADDRESS and not self.is_needless(record_class, key):
                # Examples help where a pattern is the point; what names a record is offered from the briefing itself.
                is_form = "pattern" in str(value) and "names" not in str(value)
                entry = self.guidance.entry(record_class, key)
                keys[key] = {**self.value(value), **guidance_keywords(entry, is_form)}
        return {
            "description": " ".join(node.get("description", "").split()),
            "type": "object",
            "properties": keys,
            "required": [key for key in node.get("required", ()) if key != OWN_ADDRESS],
            "additionalProperties": False,
            **CONDITIONS.get(record_class.__name__, {}),
        }

    def is_needless(self, record_class: type[Record], key: str) -> bool:
        """Whether a key has no place in this kind of file: an amount stands on a metric."""
        is_amount = record_class.__name__ == "Claim" and key in ("amount", "bound")
        return is_amount and not issubclass(self.record_class, Metric)

    def value(self, node: Node) -> Node:
        """The schema of a value."""
        if "anyOf" in node:  # a value, or None for a key that is left out
            node = {**node, **next(choice for choice in node["anyOf"] if choice.get("type") != "null")}
        if "$ref" in node:
            return {"$ref": node["$ref"].replace("#/$defs/", "#/definitions/")}
        if "names" in node:
            return self.name(node)
        if "among" in node:
            return self.declared_word(node)
        if "const" in node or "enum" in node:
            return {"enum": node.get("enum", [node.get("const")])}
        if node["type"] == "array":
            return {"type": "array", "items": self.value(node["items"]), **_only(node, "minItems")}
        if node["type"] == "object":
            return self.mapping(node)
        return _text(node)

    def mapping(self, node: Node) -> Node:
        """The schema of what the editors give keys to."""
        values = node.get("additionalProperties")
        if isinstance(values, dict) and values.get("names") == "value":
            return self.statements()
        schema: Node = {"type": "object", **_only(node, "minProperties")}
        if isinstance(values, dict):
            return {**schema, "additionalProperties": self.value(values)}
        forms = {pattern: self.value(value) for pattern, value in node["patternProperties"].items()}
        return {**schema, "patternProperties": forms, "additionalProperties": False}

    def name(self, node: Node) -> Node:
        """The schema of a text that names a record: those of the briefing are offered."""
        kinds = tuple(self.settings.kinds)
        if node["names"] == "links":  # texts in every language, which name records between brackets
            return {"$ref": "#/definitions/texts"}
        if node["names"] == "source":
            return known.source_ids()
        if node["names"] == "position":
            return _text(node)
        if node.get("among") == "entities":
            return known.entities_of(kinds)
        if node.get("among") == "claims":
            return known.claims_of(kinds)
        return known.addresses_of(kinds)

    def declared_word(self, node: Node) -> Node:
        """The schema of a text that is one of the words that briefing.yml declares."""
        settings = self.settings
        declared = {
            "topics": [*settings.topics],
            "languages": [*settings.languages],
            "kinds": [*settings.kinds],
            "ranges": [*settings.kinds, *VALUE_RANGES],
            "properties": [*settings.properties],
        }[node["among"]]
        return {"anyOf": [_text(node), {"enum": declared}]} if self.declares else {"enum": declared}

    def texts(self) -> Node:
        """The schema of a text in every language of the briefing."""
        languages = {
            lang: {"$ref": "#/definitions/words", "description": f"In {language.name} ({language.tag})."}
            for lang, language in self.settings.languages.items()
        }
        schema: Node = {"type": "object", "properties": languages}
        if self.declares:
            schema["patternProperties"] = {f"^{LANGUAGE_CODE}$": {"$ref": "#/definitions/words"}}
        else:
            schema["required"] = [*languages]
        return {**schema, "additionalProperties": False}

    def statements(self) -> Node:
        """The properties that may be stated of this kind, each with values of the kinds or the range it runs to."""
        properties = {}
        for name, declared in self.settings.properties.items():
            if self.kind in declared.from_:
                names = " / ".join(declared.name.values())
                description = f"{names}: {', '.join(declared.from_)} → {', '.join(declared.to)}"
                if declared.must:
                    description += f" ({', '.join(declared.must)})"
                properties[name] = {**_value_of_range(declared.to), "description": description}
        return {"type": "object", "properties": properties, "additionalProperties": False}


def _value_of_range(to: tuple[str, ...]) -> Node:
    """The kinds to which a property runs, or the one word for values that are no addresses → the schema of its values."""
    if to[0] == "date":
        return _text(TypeAdapter(When).json_schema())
    if to[0] == "amount":
        return _text(TypeAdapter(Amount).json_schema())
    if to[0] == "text":
        return {"$ref": "#/definitions/words"}
    return known.entities_of(to)


def _text(node: Node) -> Node:
    """One text of a form; where it may not be empty, not blank either."""
    if "pattern" in node:
        return {"type": TEXT, "pattern": node["pattern"], "patternErrorMessage": node["patternErrorMessage"]}
    if node.get("minLength"):
        blank = "It is empty: write a value, or leave the key out."
        return {"type": TEXT, "pattern": r"\S", "patternErrorMessage": blank}
    return {"type": TEXT}


def _only(node: Node, key: str) -> Node:
    """A key of a node with its value, if it has the key."""
    return {key: node[key]} if key in node else {}
