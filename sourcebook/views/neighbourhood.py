"""The neighbourhood of an entity: what leads to it, and what it leads to, one step away."""

from __future__ import annotations

from typing import NamedTuple

from .edition import Edition
from .text import link
from .types import Ref

# A picture shows a few; the key facts have them all.
SIDE = 6


class Neighbour(NamedTuple):
    """An entity one step away, and what the step is called, read towards the right."""

    ref: Ref
    property: str


class Neighbourhood(NamedTuple):
    """Those that state something of the entity, and those of which it states something; how many more there are."""

    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    more: int


def neighbourhood(edition: Edition, address: str) -> Neighbourhood | None:
    """An entity's address → its neighbourhood; None where there is too little for a picture."""
    sides: dict[bool, dict[str, Neighbour]] = {True: {}, False: {}}
    for relation in edition.briefing.relations(address):
        if relation.claim.status != "illustrative" and relation.other != address:
            name = edition.say(edition.briefing.settings.properties[relation.property].name)
            sides[relation.inverse].setdefault(relation.other, Neighbour(link(edition, relation.other), name))
    before, after = (tuple(sides[inverse].values()) for inverse in (True, False))
    if len(before) + len(after) < 2:
        return None
    more = max(0, len(before) - SIDE) + max(0, len(after) - SIDE)
    return Neighbourhood(before[:SIDE], after[:SIDE], more)
