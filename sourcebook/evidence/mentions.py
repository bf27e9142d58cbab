"""Where a sentence names an entity: the words of a text, and the names and aliases that stand in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..model import Briefing
from ..values.languages import HAN
from ..values.text import caseless

TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+(?:['’.\-][^\W_{HAN}]+)*")


@lru_cache(maxsize=1 << 17)
def tokens(text: str) -> tuple[str, ...]:
    """A text → its words, each Han character one, compared without case and width."""
    return tuple(TOKEN.findall(caseless(text)))


class Named(NamedTuple):
    """A name at a place in a row of words: how many words it takes, and the entities that bear it."""

    length: int
    addresses: frozenset[str]


NOBODY = Named(0, frozenset())


Bearer = tuple[str, tuple[str, ...]]  # an address, and the names of what stands there


def names(briefing: Briefing) -> Names:
    """A briefing → its Names; the same ones as long as no entity is named otherwise."""
    return _names(
        tuple(
            (entity.address, (*entity.name.values(), *(alias.text for alias in entity.aliases)))
            for entity in briefing.entities.values()
        )
    )


@lru_cache(maxsize=4)
def _names(named: tuple[Bearer, ...]) -> Names:
    return Names(named)


class Names:
    """Every name and alias of a briefing, in every language, to be found in rows of words."""

    def __init__(self, named: tuple[Bearer, ...]) -> None:
        self._within: dict[str, tuple[Named, ...]] = {}
        bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for address, own in named:
            for words in filter(None, map(tokens, own)):
                bearers[words].add(address)
        self._starting: dict[str, list[tuple[tuple[str, ...], Named]]] = defaultdict(list)
        for words in sorted(bearers, key=len, reverse=True):
            self._starting[words[0]].append((words, Named(len(words), frozenset(bearers[words]))))

    def at(self, words: Sequence[str], position: int) -> Named:
        """The longest name that begins at a position; NOBODY where none does."""
        for name, named in self._starting.get(words[position], ()):
            if tuple(words[position : position + named.length]) == name:
                return named
        return NOBODY

    def within(self, text: str) -> tuple[Named, ...]:
        """The names in a text from left to right, the longest at each place. English endings are seen through:
        `tokens` is found by the name `token`, `Token Foundry's` by `Token Foundry`. What was found is remembered."""
        if text not in self._within:
            self._within[text] = tuple(self._found(text))
        return self._within[text]

    def _found(self, text: str) -> Iterator[Named]:
        words = [word.removesuffix("'s") for word in tokens(text)]
        position = 0
        while position < len(words):
            found = self.at(words, position)
            if not found.length and (stem := words[position].rstrip("s")):
                found = self.at([stem], 0)
            if found.length:
                yield found
            position += found.length or 1
