"""Entities and the claims about them: `data/<kind>/<id>.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..fields import (
    Amount,
    Bound,
    ComparedSentences,
    ComparedTexts,
    EntityAddress,
    FormerId,
    Id,
    LanguageCode,
    LanguageTag,
    Locator,
    Measure,
    Names,
    OwnAddress,
    SourceId,
    Status,
    Texts,
    Topic,
    When,
    Words,
)
from ..sentences import linked_addresses
from .base import Record, with_addresses


class Citation(Record):
    """One source at one passage (a W3C Web Annotation target); `quote` are a few of its words, verbatim. `hedge:
    elsewhere` says that a word of reserve in the passage is about something else than the claim."""

    source: SourceId
    at: Locator
    quote: Words | None = None
    hedge: Literal["elsewhere"] | None = None


class Claim(Record):
    """One proposition, and the citations of the passages that say so."""

    address: OwnAddress
    says: ComparedSentences
    topic: Topic
    states: dict[str, Annotated[Words, Names("value")]] = Field(default_factory=dict)
    amount: Amount | None = None
    bound: Bound | None = None
    when: When | None = None
    status: Status = "stated"
    by: ComparedTexts | None = None
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    former_ids: tuple[Id, ...] = ()

    @property
    def key(self) -> str:
        return self.address.rpartition("/")[2]

    @property
    def subject(self) -> str:
        """The address of the entity in whose file the claim stands."""
        return self.address.rpartition("/")[0]

    @property
    def links(self) -> tuple[str, ...]:
        """Every address that its sentences or its attribution name, in order, once."""
        texts = (*self.says.values(), *(self.by or {}).values())
        return tuple(dict.fromkeys(address for text in texts for address in linked_addresses(text)))


class Alias(Record):
    """Another spelling, its language, and the sources that use it (all texts, where none is named)."""

    text: Words
    lang: LanguageTag
    sources: tuple[SourceId, ...] = ()


class Entity(Record):
    """A thing with a page: its names, and the claims about it in reading order."""

    address: OwnAddress
    name: Texts
    translated: tuple[LanguageCode, ...] = ()
    aliases: tuple[Alias, ...] = ()
    former_ids: tuple[FormerId, ...] = ()
    different_from: tuple[EntityAddress, ...] = ()
    claims: dict[Id, Claim] = Field(default_factory=dict)

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys in reading order: what a kind of entity adds stands before its claims."""
        keys = super().keys()
        return (*(key for key in keys if key != "claims"), "claims")

    @model_validator(mode="before")
    @classmethod
    def _give_claims_their_address(cls, data: object) -> object:
        return with_addresses(data, "claims")

    @property
    def kind(self) -> str:
        return self.address.partition("/")[0]


class Metric(Entity):
    """A thing that is counted: the unit of its amounts, what they measure, and what they are compared with (`base`)."""

    unit: Texts
    measure: Measure
    base: Texts | None = None


class Event(Entity):
    """A thing that happened. Its date is a claim like any other (a property whose values are dates); where no text
    gives one, `undated` says so."""

    # No Sentences: a few words without a full stop have been right here, and whole_sentences would warn of them.
    undated: ComparedTexts | None = None


ENTITY_CLASSES: dict[str, type[Entity]] = {"entity": Entity, "metric": Metric, "event": Event}
