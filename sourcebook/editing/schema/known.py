"""The addresses that a briefing has, as lists that an editor offers; an address that is not in a list is taken too."""

from __future__ import annotations

from typing import Any

from ...model import ADDRESS, ID, Briefing

# A JSON Schema, or a part of one. Its keywords are those of draft-07; what a keyword holds, the keyword decides.
Node = dict[str, Any]

ADDRESSES = "known_addresses"


def address_lists(briefing: Briefing) -> dict[str, Node]:
    """A briefing → its addresses by kind, and all claims; the ids of its sources; and any address there is."""
    lists: dict[str, list[str]] = {
        **{kind: [entity.address for entity in briefing.of_kind(kind)] for kind in briefing.settings.kinds},
        "known_claims": [*briefing.claims],
        "known_sources": [source.id for source in briefing.sources.values()],
        "known_questions": [*briefing.questions],
    }
    return {name: {"enum": sorted(addresses)} for name, addresses in lists.items()}


def entities_of(kinds: tuple[str, ...]) -> Node:
    """The address of an entity of these kinds."""
    return _open([*kinds], rf"^({'|'.join(kinds)})/{ID}$", f"the address of an entity, as {kinds[0]}/id")


def claims_of(kinds: tuple[str, ...]) -> Node:
    """The address of a claim."""
    form = rf"^({'|'.join(kinds)})/{ID}/{ID}$"
    return _open(["known_claims"], form, f"the address of a claim, as {kinds[0]}/id/claim")


def addresses_of(kinds: tuple[str, ...]) -> Node:
    """Any address."""
    lists = [*kinds, "known_questions", "known_claims"]
    return _open(lists, f"^{ADDRESS}$", "an address, as kind/id or kind/id/claim")


def source_ids() -> Node:
    """The id of a source."""
    return _open(["known_sources"], f"^{ID}$", "the id of a source: the name of its file in sources/")


def _open(lists: list[str], pattern: str, explanation: str) -> Node:
    """A text that is in one of the lists, or has the same form (`pattern`).

    The form comes first: it is what a message speaks of.
    """
    form: Node = {
        "type": ["string", "number"],
        "pattern": pattern,
        "patternErrorMessage": f"This is to be {explanation}.",
    }
    references = [{"$ref": f"{ADDRESSES}.json#/definitions/{name}"} for name in lists]
    return {"anyOf": [form, *references]}
