"""JSON Schema (draft-07) of a briefing's files, for editors that complete, explain and underline while one types.

The schemas are those of the models (pydantic writes them), narrowed to what one briefing declares: its languages, kinds,
properties and topics are the only ones, its addresses and sources are offered. `guidance.yml` says of each field what it
is and how to write it. `check` stays the judge: a schema knows the shape of one file, not what another file says.

An address that is not in the list is no mistake for the editor, if it looks like one: the record may have been written
just now. So the one schema that changes with every claim, `known_addresses`, may lag behind the data.
"""

from __future__ import annotations

from typing import Any

from ... import model
from ...evidence.lexicon import BRIEFING_WORDS
from ...i18n import messages as words
from ...model import Briefing
from ...model.loading import SETTINGS, WORDS, record_class
from .known import address_lists
from .narrowed import TEXT, narrowed

DRAFT = "http://json-schema.org/draft-07/schema#"
NOTE = "Generated from the models and the data: sourcebook schema"
# A kind has no underscore in its name, so that none takes this file's.
INTERFACE_WORDS = "interface_words"


def schema_of(address: str) -> str:
    """The address of a file of the data → the name of its schema."""
    return INTERFACE_WORDS if address == WORDS else address.partition("/")[0]


def schemas(briefing: Briefing) -> dict[str, dict[str, Any]]:
    """A briefing → its schemas by name: one for each kind of entity, `sources`, `questions`, `briefing` and
    `interface_words`. They refer to `known_addresses` as to a file beside them."""
    settings = briefing.settings
    found = {SETTINGS: _schema("The briefing", narrowed(settings, model.Settings))}
    for kind, told in settings.kinds.items():
        title = next(iter(told.name.values()))
        found[kind] = _schema(title, narrowed(settings, record_class(settings, f"{kind}/"), kind))
    found[model.SOURCES] = _schema("A source text", narrowed(settings, model.Source))
    found[model.QUESTIONS] = _schema("A question", narrowed(settings, model.Question))
    found[INTERFACE_WORDS] = _schema("Interface words", _interface_words([*settings.languages]))
    return found


def known_addresses(briefing: Briefing) -> dict[str, Any]:
    """A briefing → the schema to which the others refer for the addresses that there are."""
    return _schema("Known addresses", {"definitions": address_lists(briefing)})


def _schema(title: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DRAFT, "$comment": NOTE, "title": title, **content}


def _interface_words(languages: list[str]) -> dict[str, Any]:
    text = {"type": TEXT, "minLength": 1}
    word = {"type": "object", "properties": dict.fromkeys(languages, text), "additionalProperties": False}
    told = model.InterfaceWords.__doc__ or ""
    described = {name: "\n".join(f"{lang}: {text}" for lang, text in texts.items()) for name, texts in words.own().items()}
    return {
        "description": " ".join(told.split()),
        "type": "object",
        "properties": {
            name: {"$ref": "#/definitions/word", "description": text}
            for name, text in {**described, **BRIEFING_WORDS}.items()
        },
        "additionalProperties": False,
        "definitions": {"word": word},
    }
