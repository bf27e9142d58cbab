"""The glossary: the words that a reader may need explained, found in sentences and linked at their first use."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Protocol

from ..model import Briefing, Claim, Entity
from ..values.languages import HAN
from .types import Ref, Run, Sentence


class Links(Protocol):
    """What makes the link to a term: the edition."""

    def term(self, term: Entity, words: Run) -> Ref: ...


class Glossary:
    """The terms of a briefing, in order of their ids, to be found in sentences."""

    def __init__(self, briefing: Briefing) -> None:
        declared = briefing.settings.glossary
        self.terms: list[Entity] = sorted(briefing.of_kind(declared.kind), key=lambda e: e.address) if declared else []
        self._topic = declared.topic if declared else ""

    def definitions(self, term: Entity) -> list[Claim]:
        """The claims that define a term."""
        return [claim for claim in term.claims.values() if claim.topic == self._topic]

    @cached_property
    def _spellings(self) -> dict[str, Entity]:
        """Every spelling of a term that is defined, letter case aside."""
        return {
            spelling.casefold(): term
            for term in self.terms
            if self.definitions(term)
            for spelling in (*term.name.values(), *(alias.text for alias in term.aliases))
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """The longest spelling at each place; a Latin one as a whole word, its English plural included."""
        if not self._spellings:
            return None
        return re.compile("|".join(map(_found_as, sorted(self._spellings, key=len, reverse=True))), re.IGNORECASE)

    def linked(self, sentence: Sentence, seen: set[str], site: Links) -> Sentence:
        """A sentence with a link at the first use of each term; `seen` are the addresses already linked on the page."""
        if self._pattern is None:
            return sentence
        seen.update(piece.address for piece in sentence if isinstance(piece, Ref))
        found: list[Run | Ref] = []
        for piece in sentence:
            found += [piece] if isinstance(piece, Ref) else self._in_run(piece, seen, site)
        return tuple(found)

    def _in_run(self, run: Run, seen: set[str], site: Links) -> list[Run | Ref]:
        pieces: list[Run | Ref] = []
        end = 0
        for match in self._pattern.finditer(run.text):
            term = self._spellings[match.group().casefold()]
            if term.address not in seen:
                seen.add(term.address)
                if match.start() > end:
                    pieces.append(Run(run.text[end : match.start()], run.lang))
                pieces.append(site.term(term, Run(match.group(), run.lang)))
                end = match.end()
        return [*pieces, Run(run.text[end:], run.lang)] if end < len(run.text) else pieces


def _found_as(spelling: str) -> str:
    if re.search(f"[{HAN}]", spelling):
        return re.escape(spelling)
    return rf"(?<![A-Za-z0-9-]){re.escape(spelling)}(?=s?(?![A-Za-z0-9-]))"
