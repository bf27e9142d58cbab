"""JSON Schema (draft-07) of a briefing's files, for editors that complete, explain and underline while one types.

The schemas are those of the models (pydantic writes them), narrowed to what one briefing declares: its languages, kinds,
properties and topics are the only ones, its addresses and sources are offered. `guidance.yml` says of each field what it
is and how to write it. `check` stays the judge: a schema knows the shape of one file, not what another file says.

An address that is not in the list is no mistake for the editor, if it looks like one: the record may have been written
just now. So the one schema that changes with every claim, `known_addresses`, may lag behind the data.
"""

from __future__ import annotations

from ... import model
from ...evidence.lexicon import BRIEFING_WORDS
from ...i18n import messages
from ...model import Briefing
from ...model.loading import SETTINGS, WORDS
from .guidance import Guidance
from .known import Node, address_lists
from .narrowed import TEXT, narrowed

DRAFT = "http://json-schema.org/draft-07/schema#"
NOTE = "Generated from the models and the data: sourcebook schema"
# A kind has no underscore in its name, so that none takes this file's.
INTERFACE_WORDS = "interface_words"


def schema_of(address: str) -> str:
    """The address of a file of the data → the name of its schema."""
    return INTERFACE_WORDS if address == WORDS else address.partition("/")[0]


def schemas(briefing: Briefing) -> dict[str, Node]:
    """A briefing → its schemas by name: one for each kind of entity, `sources`, `questions`, `briefing` and
    `interface_words`. They refer to `known_addresses` as to a file beside them.

    Refused where a field of a model has no guidance.
    """
    guidance = Guidance.read()
    guidance.require_complete()
    settings = briefing.settings
    found = {SETTINGS: _schema("The briefing", narrowed(settings, model.Settings, guidance))}
    for kind, declared in settings.kinds.items():
        title = next(iter(declared.name.values()))
        entity_class = model.ENTITY_CLASSES[declared.shape]
        found[kind] = _schema(title, narrowed(settings, entity_class, guidance, kind))
    found[model.SOURCES] = _schema("A source text", narrowed(settings, model.Source, guidance))
    found[model.QUESTIONS] = _schema("A question", narrowed(settings, model.Question, guidance))
    found[INTERFACE_WORDS] = _schema("Interface words", _interface_words([*settings.languages]))
    return found


def known_addresses(briefing: Briefing) -> Node:
    """A briefing → the schema to which the others refer for the addresses that there are."""
    return _schema("Known addresses", {"definitions": address_lists(briefing)})


def _schema(title: str, content: Node) -> Node:
    return {"$schema": DRAFT, "$comment": NOTE, "title": title, **content}


def _interface_words(languages: list[str]) -> Node:
    text = {"type": TEXT, "minLength": 1}
    word = {"type": "object", "properties": dict.fromkeys(languages, text), "additionalProperties": False}
    properties = {}
    for name, texts in messages.own().items():
        default = "\n".join(f"{lang}: {text}" for lang, text in texts.items())
        properties[name] = {"$ref": "#/definitions/word", "description": default}
    for name, default in BRIEFING_WORDS.items():
        properties[name] = {"$ref": "#/definitions/word", "description": default}
    return {
        "description": " ".join((model.InterfaceWords.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "definitions": {"word": word},
    }
