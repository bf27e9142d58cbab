"""Which sentences of a source claims cite, which are set aside, and which are neither."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Briefing, Source
from ..values.passages import LOCATOR, locator

Sentence = tuple[int, int]  # the number of a paragraph, and of a sentence in it, from 1


class Coverage(NamedTuple):
    """The sentences of a source that claims cite, that are set aside, and that are neither."""

    cited: frozenset[Sentence]
    set_aside: frozenset[Sentence]
    open: frozenset[Sentence]


def coverage(briefing: Briefing, source: Source) -> Coverage:
    """What claims and set-asides cover of a source's recorded passages. A sentence that is both counts as cited; a key
    under `set_aside` that is no locator covers nothing."""
    shape = source.passages
    every = {(paragraph, s) for paragraph, count in enumerate(shape, 1) for s in range(1, count + 1)}
    cited: set[Sentence] = set()
    for _, citation in briefing.cited(source.id):
        cited.update(citation.at.sentences(shape))
    aside: set[Sentence] = set()
    for at in source.set_aside:
        if LOCATOR.fullmatch(at):
            aside.update(locator(at).sentences(shape))
    return Coverage(frozenset(cited), frozenset(aside - cited), frozenset(every - cited - aside))
