"""The glossary: its terms as a list, and marked in the sentences that use them."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Entity
from .claims import cited_claim
from .edition import Edition
from .terms import definitions, terms
from .text import alias_runs, ref
from .types import ClaimView, Ref, Runs


class GlossaryEntry(NamedTuple):
    """A term: its label, its other spellings, the claims that define it."""

    ref: Ref
    aliases: tuple[Runs, ...]
    claims: tuple[ClaimView, ...]


def glossary(edition: Edition) -> tuple[GlossaryEntry, ...]:
    """The terms of the briefing in order of their ids, each with its definitions."""
    return tuple(_entry(edition, term) for term in terms(edition.briefing))


def _entry(edition: Edition, term: Entity) -> GlossaryEntry:
    aliases = (alias_runs(edition, alias) for alias in term.aliases)
    defined = (cited_claim(edition, claim) for claim in definitions(edition.briefing, term))
    return GlossaryEntry(ref(edition, term.address), tuple(aliases), tuple(defined))
