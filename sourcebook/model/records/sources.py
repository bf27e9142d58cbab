"""Source texts: `data/sources/<id>.yml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from ...values import edtf
from ..fields import (
    FileName,
    FormerId,
    LanguageTag,
    LinkedTexts,
    OwnAddress,
    PassageCounts,
    Sentences,
    Sha256,
    SourceId,
    Texts,
    WebAddress,
    When,
    Words,
)
from .base import Record


class Source(Record):
    """A source text: what it says of itself, its SHA-256, how many sentences each paragraph has (`passages`), and the
    passages that no claim cites, each with the reason (`set_aside`).

    `title` is what the file prints; a text without one is `called` something by the editors. `title_short` is what the
    editors call it in tables and lists.

    `derived_from` names the source that this text tells again (PROV-O wasDerivedFrom): the two are one origin.

    The bibliographic names follow CSL 1.0.2 (title, title-short, publisher, issued), as far as a text without metadata
    allows.
    """

    address: OwnAddress
    file: FileName
    sha256: Sha256
    title: Words | None = None
    called: Texts | None = None
    title_short: Texts | None = None
    original_title: Words | None = None
    publisher: Texts | None = None
    published: When | None = None
    derived_from: SourceId | None = None
    url: WebAddress | None = None
    language: LanguageTag
    kind: Literal["report", "summary", "analysis", "translation", "announcement", "record"]
    rights: Literal["cite-only", "open"]
    licence: Words | None = None
    read: Literal["fully", "partly"] = "partly"
    remarks: Sentences | None = None
    former_ids: tuple[FormerId, ...] = ()
    passages: PassageCounts
    set_aside: dict[str, LinkedTexts] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_one_name(self) -> Source:
        if (self.title is None) == (self.called is None):
            raise ValueError(
                "a source has title: as the file prints it, or, where it prints none, called: in our words"
            )
        return self

    @field_validator("published")
    @classmethod
    def _is_no_interval(cls, published: edtf.When | None) -> edtf.When | None:
        if published is not None and published.is_interval:
            raise ValueError("a text is published on one date: write the day, the month or the year")
        return published

    @property
    def id(self) -> str:
        return self.address.partition("/")[2]
