"""The words that a reader may need explained (the glossary's terms), found in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..evidence.lexicon import name_endings
from ..model import Briefing, Claim, Entity
from ..values.languages import HAN_LETTER


def terms(briefing: Briefing) -> list[Entity]:
    """The entities of the kind that is declared as the glossary, in order of their ids."""
    declared = briefing.settings.glossary
    return sorted(briefing.of_kind(declared.kind), key=lambda term: term.address) if declared else []


def definitions(briefing: Briefing, term: Entity) -> list[Claim]:
    """The claims that define a term."""
    declared = briefing.settings.glossary
    return [claim for claim in term.claims.values() if declared and claim.topic == declared.topic]


@dataclass(frozen=True, eq=False)
class TermFinder:
    """Finds the terms of a briefing in a text, by every spelling of a term that has a definition."""

    briefing: Briefing

    @cached_property
    def by_spelling(self) -> dict[str, Entity]:
        """Every spelling, letter case aside → the term."""
        spellings: dict[str, Entity] = {}
        for term in terms(self.briefing):
            if definitions(self.briefing, term):
                for spelling in (*term.name.values(), *(alias.text for alias in term.aliases)):
                    spellings[spelling.casefold()] = term
        return spellings

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """The longest spelling at each place; a Latin one as a whole word, an ending of names included."""
        if not self.by_spelling:
            return None
        longest_first = sorted(self.by_spelling, key=len, reverse=True)
        return re.compile("|".join(map(_spelling_pattern, longest_first)), re.IGNORECASE)

    def split(self, text: str) -> Iterator[tuple[str, Entity | None]]:
        """A text → its pieces from left to right, each with the term that it names, or None. No piece is empty."""
        end = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            if match.start() > end:
                yield text[end : match.start()], None
            yield match.group(), self.by_spelling[match.group().casefold()]
            end = match.end()
        if end < len(text):
            yield text[end:], None


def _spelling_pattern(spelling: str) -> str:
    if HAN_LETTER.search(spelling):
        return re.escape(spelling)
    endings = "|".join(map(re.escape, name_endings()))
    return rf"(?<![A-Za-z0-9-]){re.escape(spelling)}(?=(?:{endings})?(?![A-Za-z0-9-]))"
