"""Questions, and the positions on them: `data/questions/<id>.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from ..fields import (
    Address,
    Answer,
    ClaimAddress,
    ComparedSentences,
    FormerId,
    Id,
    OwnAddress,
    PositionId,
    Sentences,
    SourceId,
)
from .base import Record, with_addresses


class Position(Record):
    """One answer to a question, and the claims that give it."""

    address: OwnAddress
    says: ComparedSentences
    claims: Annotated[tuple[ClaimAddress, ...], Field(min_length=1)]
    former_ids: tuple[Id, ...] = ()

    @property
    def key(self) -> str:
        return self.address.rpartition("/")[2]


class Question(Record):
    """A question on which the sources disagree, or which none of them answers."""

    address: OwnAddress
    asks: ComparedSentences
    answer: Answer
    about: tuple[Address, ...] = ()
    positions: dict[Id, Position] = Field(default_factory=dict)
    weighing: Sentences | None = None
    prefers: PositionId | None = None
    read: tuple[SourceId, ...] = ()
    former_ids: tuple[FormerId, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _give_positions_their_address(cls, data: object) -> object:
        return with_addresses(data, "positions")
