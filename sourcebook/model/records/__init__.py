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
]


def former_addresses(record: Entity | Source | Question) -> tuple[str, ...]:
    """The addresses that a record has had, as its former ids say."""
    folder = record.address.partition("/")[0]
    return tuple(former if "/" in former else f"{folder}/{former}" for former in record.former_ids)
