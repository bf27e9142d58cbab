"""What a rule finds, and the walks over records that rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Literal, NamedTuple, TypeVar

from ..evidence.texts import Evidence
from ..model import Briefing, Claim, Entity, Question, Record, Source
from ..yamlfile.parse import KeyPath


class Spot(NamedTuple):
    """A value in a record: the record's address and the path of keys; what stands inside it belongs to it."""

    address: str
    path: KeyPath = ()


class Fault(NamedTuple):
    """A record's address, the path of keys to the value at fault in it, what is the matter, what to write.

    A rule that compares a value with others, in other places, names those under `leans_on`: if one of them is at fault
    itself, that explains this fault, and only that one is told.
    """

    address: str
    path: KeyPath
    says: str
    hint: str = ""
    key: bool = False
    level: Literal["error", "warning"] = "error"
    leans_on: tuple[Spot, ...] = ()


Found = TypeVar("Found")
Rule = Callable[[Briefing, Evidence], Iterator[Fault]]


class Wording(NamedTuple):
    """A text that an editor wrote once per language: whose it is, where, and whether links may stand in it."""

    address: str
    path: KeyPath
    texts: dict[str, str]
    linked: bool


def records(briefing: Briefing) -> Iterator[Entity | Source | Question]:
    """Every record but the settings."""
    yield from briefing.entities.values()
    yield from briefing.sources.values()
    yield from briefing.questions.values()


def claims(briefing: Briefing) -> Iterator[tuple[Claim, KeyPath]]:
    """Every claim, and the path to it in its file."""
    return ((claim, ("claims", claim.key)) for claim in briefing.claims.values())


def once(function: Callable[[Briefing], Found]) -> Callable[[Briefing], Found]:
    """What follows from a briefing, worked out once and kept with it, as its own cached properties are."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(briefing: Briefing) -> Found:
        if name not in vars(briefing):
            vars(briefing)[name] = function(briefing)
        return vars(briefing)[name]

    return kept


@once
def wordings(briefing: Briefing) -> tuple[Wording, ...]:
    """Every text of the briefing that has to stand in every language."""
    return tuple(_wordings(briefing))


def _wordings(briefing: Briefing) -> Iterator[Wording]:
    yield from _of_settings(briefing)
    for record in records(briefing):
        if isinstance(record, Entity):
            yield from _of_entity(record)
        elif isinstance(record, Source):
            yield from _fields(record, (), linked=("remarks",), plain=("called", "title_short", "publisher"))
            for at, reason in record.set_aside.items():
                yield Wording(record.address, ("set_aside", at), reason, linked=True)
        else:
            yield from _fields(record, (), linked=("asks", "weighing"))
            for key, position in record.positions.items():
                yield Wording(record.address, ("positions", key, "says"), position.says, linked=True)


def _of_entity(entity: Entity) -> Iterator[Wording]:
    yield from _fields(entity, (), linked=("undated",), plain=("name", "unit", "base"))
    for key, claim in entity.claims.items():
        for field in ("says", "by"):
            if texts := getattr(claim, field):
                yield Wording(entity.address, ("claims", key, field), texts, linked=True)


def _of_settings(briefing: Briefing) -> Iterator[Wording]:
    settings = briefing.settings
    for field in ("title", "description"):
        yield Wording("briefing", (field,), getattr(settings, field), linked=False)
    for group, fields in (("kinds", ("name", "plural")), ("properties", ("name", "inverse"))):
        for key, part in getattr(settings, group).items():
            for field in fields:
                if texts := getattr(part, field):
                    yield Wording("briefing", (group, key, field), texts, linked=False)
    for key, texts in settings.topics.items():
        yield Wording("briefing", ("topics", key), texts, linked=False)


def _fields(
    record: Record, path: KeyPath, linked: tuple[str, ...] = (), plain: tuple[str, ...] = ()
) -> Iterator[Wording]:
    for field in (*plain, *linked):
        if texts := getattr(record, field, None):
            yield Wording(record.address, (*path, field), texts, linked=field in linked)
