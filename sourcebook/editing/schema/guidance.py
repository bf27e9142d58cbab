"""What an editor is told about a field while typing: what it is, how to write it, good and bad examples.

The words stand in `guidance.yml`, by the class that declares the field and the field's key, so that the models stay
readable. Every field of every class must have an entry there: `Guidance.missing` lists those that have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict, cast, get_args

from ... import model
from ...model import Record
from ...yamlfile import parse
from ...yamlfile.nodes import quoted
from ...yamlfile.values import Value
from ..write_files import Refused

FILE = Path(__file__).parent / "guidance.yml"
# Where the file stands in the repository.
FILE_NAME = "sourcebook/editing/schema/guidance.yml"


class BadExample(TypedDict):
    """A value as nobody should write it, and what is wrong with it."""

    written: Value
    why: str


GuidanceEntry = TypedDict(
    "GuidanceEntry", {"is": str, "write": str, "good": list[Value], "bad": list[BadExample]}
)  # a call, because `is` is a word of Python


class Field(NamedTuple):
    """A field that an editor writes: the name of the class that declares it, and its key."""

    class_name: str
    key: str


class Guidance:
    """The entries of `guidance.yml`, by class name and key."""

    def __init__(self, entries: dict[str, dict[str, GuidanceEntry]]) -> None:
        self.entries = entries

    @classmethod
    def read(cls) -> Guidance:
        """The guidance of this package. A test holds that its file has the form that the types say."""
        value = parse.parse(parse.read_bytes(FILE, FILE.name), FILE.name).value
        return cls(cast("dict[str, dict[str, GuidanceEntry]]", value))

    def missing(self) -> list[Field]:
        """The fields that have no entry, sorted."""
        return [field for field in declared_fields() if field.key not in self.entries.get(field.class_name, {})]

    def require_complete(self) -> None:
        """Refused, with a line for each field, where fields have no entry: without one an editor is told nothing."""
        missing = self.missing()
        if missing:
            raise Refused("\n".join(map(_missing_message, missing)))

    def entry(self, record_class: type[Record], key: str) -> GuidanceEntry:
        """The entry of a key of a class, or of the class from which it inherits the key. Refused where there is none."""
        for declaring in record_class.__mro__:
            entries = self.entries.get(declaring.__name__, {})
            if key in entries:
                return entries[key]
        raise Refused(_missing_message(Field(record_class.__name__, key)))


def _missing_message(field: Field) -> str:
    return (
        f"the field “{field.key}” of {field.class_name} has no guidance: "
        f"write it in {FILE_NAME}, under {field.class_name}, with is, write, good and bad"
    )


# ── The fields that there are ────────────────────────────────────────────────────────────────────────────────────────


def declared_fields() -> list[Field]:
    """Every field that an editor writes, under the class that declares it and not under those that inherit it, sorted."""
    return sorted({field for record in record_classes().values() for field in _own_fields(record)})


def record_classes() -> dict[str, type[Record]]:
    """Every class of the records in a briefing's files, by name: of whole files, of what is in them, and parent classes."""
    found: dict[str, type[Record]] = {}
    waiting: list[object] = [model.Settings, model.Source, model.Question, *model.ENTITY_CLASSES.values()]
    while waiting:
        hint = waiting.pop()
        if not isinstance(hint, type) or not issubclass(hint, Record):
            waiting.extend(get_args(hint))  # the inside of `dict[str, Claim]`, of `Claim | None`
        elif hint is not Record and hint.__name__ not in found:
            found[hint.__name__] = hint
            waiting.extend(hint.__bases__)
            waiting.extend(field.annotation for field in hint.model_fields.values())
    return found


def _own_fields(record: type[Record]) -> Iterator[Field]:
    written_by_editors = record.keys()
    for name, field in record.model_fields.items():
        key = field.alias or name
        if name in record.__annotations__ and key in written_by_editors:
            yield Field(record.__name__, key)


# ── As JSON Schema ───────────────────────────────────────────────────────────────────────────────────────────────────


def guidance_keywords(entry: GuidanceEntry, is_form: bool) -> dict[str, object]:
    """An entry → keywords of JSON Schema that an editor shows: `description`, VS Code's `markdownDescription`, `examples`.

    Examples are offered for completion only where the form is the point (`is_form`): a date, a locator, not a sentence.
    """
    good = [as_yaml(value) for value in entry["good"]]
    bad = [(as_yaml(example["written"]), example["why"]) for example in entry["bad"]]
    plain = [
        entry["is"],
        entry["write"],
        *(f"Good: {text}" for text in good),
        *(f"Bad: {text} – {why}" for text, why in bad),
    ]
    markdown = [
        entry["is"],
        f"**How to write it:** {entry['write']}",
        *(f"✓ `{text}`" for text in good),
        *(f"✗ `{text}` {why}" for text, why in bad),
    ]
    keywords: dict[str, object] = {"description": "\n".join(plain), "markdownDescription": "\n\n".join(markdown)}
    if is_form:
        keywords["examples"] = entry["good"]
    return keywords


def as_yaml(value: Value) -> str:
    """A value on one line, as an editor would type it."""
    if isinstance(value, dict):
        pairs = [f"{_scalar_as_yaml(key)}: {as_yaml(inner)}" for key, inner in value.items()]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    return _scalar_as_yaml(value)


def _scalar_as_yaml(text: str) -> str:
    """A text, in quotes where YAML would not read these characters as this text, or would read them as a number."""
    if text.replace(".", "", 1).isdigit():
        return quoted(text)
    try:
        reads_the_same = parse.parse(f"[{text}]".encode(), "").value == [text]
    except parse.Unreadable:
        reads_the_same = False
    return text if reads_the_same else quoted(text)
