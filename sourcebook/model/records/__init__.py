"""The records that YAML files hold, as frozen pydantic models: Settings, Entity and Claim, Source, Question."""

from __future__ import annotations

from .base import Record
from .entities import ENTITY_CLASSES, Alias, Citation, Claim, Entity, Event, Metric
from .questions import Position, Question
from .settings import (
    SCHEMA_OF_SHAPE,
    Chart,
    Glossary,
    InterfaceWords,
    Kind,
    Language,
    Property,
    Settings,
)
from .sources import Source

__all__ = [
    "ENTITY_CLASSES",
    "SCHEMA_OF_SHAPE",
    "Alias",
    "Chart",
    "Citation",
    "Claim",
    "Entity",
    "Event",
    "Glossary",
    "InterfaceWords",
    "Kind",
    "Language",
    "Metric",
    "Position",
    "Property",
    "Question",
    "Record",
    "Settings",
    "Source",
    "former_addresses",
    "former_id",
]


def former_addresses(record: Entity | Source | Question) -> tuple[str, ...]:
    """The addresses that a record has had, as its former ids say."""
    folder = record.address.partition("/")[0]
    return tuple(former if "/" in former else f"{folder}/{former}" for former in record.former_ids)


def former_id(address: str, record: str) -> str:
    """A former address as the record at an address writes it: the bare id, if it was in the same folder.

    groups/bois is written bois by groups/vents, and groups/bois by players/vents.
    """
    folder, _, bare = address.partition("/")
    return bare if folder == record.partition("/")[0] else address
