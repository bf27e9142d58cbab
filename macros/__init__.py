"""The macros of this briefing's hand-written pages; mkdocs-macros loads this module (`module_name: macros` in mkdocs.yml).

The package brings the macros that every briefing has. What only this briefing needs is written here: `how_many`, for the
home page.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sourcebook.mkdocs import macros
from sourcebook.model import Briefing


def define_env(env: Any) -> None:
    """Give hand-written pages their macros; mkdocs-macros calls this once per edition with its environment."""
    macros.define(env)
    edition = macros.edition_of(env)

    def how_many(what: str) -> str:
        """`how_many("claims")`: how many claims the briefing has; likewise records, sources, passages, questions."""
        counts = counted(edition.briefing)
        if what not in counts:
            raise macros.Unknown(f"“{what}” is not counted", f"one of: {', '.join(counts)}")
        return edition.words.number(Decimal(counts[what]))

    macros.add(env, how_many)


def counted(briefing: Briefing) -> dict[str, int]:
    """A briefing → how many it has of each thing. A passage is a sentence or a heading of a source text."""
    return {
        "claims": len(briefing.claims),
        "records": len(briefing.entities),
        "sources": len(briefing.sources),
        "passages": sum(sum(source.passages) for source in briefing.sources.values()),
        "questions": len(briefing.questions),
    }
