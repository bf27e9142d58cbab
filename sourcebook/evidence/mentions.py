"""Where a sentence names an entity: the words of a text, and the names and aliases that stand in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Briefing
from ..values.languages import HAN
from ..values.text import caseless
from .lexicon import name_endings

TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+(?:['’.\-][^\W_{HAN}]+)*")
Tokens = tuple[str, ...]
Bearer = tuple[str, tuple[str, ...]]  # the address of an entity, and its names and aliases


def tokens(text: str) -> Tokens:
    """A text → its words, each Han character one, compared without case and width."""
    return tuple(TOKEN.findall(caseless(text)))


def bearers_of_names(briefing: Briefing) -> tuple[Bearer, ...]:
    """Every entity of a briefing with its names in all languages and its aliases."""
    return tuple(
        (entity.address, (*entity.name.values(), *(alias.text for alias in entity.aliases)))
        for entity in briefing.entities.values()
    )


class Mention(NamedTuple):
    """A name at a place in a row of words: how many words it takes, and the entities that bear it."""

    length: int
    addresses: frozenset[str]


class NameIndex:
    """Every name and alias of a briefing, in every language, to be found in rows of words. What was found in a text is
    kept, by the text, as long as the index is: names are looked for again after every edit."""

    def __init__(self, bearers: tuple[Bearer, ...]) -> None:
        self.bearers = bearers
        self._within: dict[str, tuple[Mention, ...]] = {}
        addresses: dict[Tokens, set[str]] = defaultdict(set)
        for address, names in bearers:
            for name in names:
                if words := tokens(name):
                    addresses[words].add(address)
        # The names by their first word, long names first: “Token Foundry” is found before “Token”.
        self._longest = max(map(len, addresses), default=0)
        self._starting: dict[str, list[tuple[Tokens, Mention]]] = defaultdict(list)
        for words in sorted(addresses, key=len, reverse=True):
            self._starting[words[0]].append((words, Mention(len(words), frozenset(addresses[words]))))

    def at(self, words: Sequence[str], position: int) -> Mention | None:
        """The longest name that begins at a position, if one does."""
        for name, mention in self._starting.get(words[position], ()):
            if tuple(words[position : position + mention.length]) == name:
                return mention
        return None

    def within(self, text: str) -> tuple[Mention, ...]:
        """The names in a text from left to right, the longest at each place. A name is found with an ending too: the name
        `token` in “tokens”, `Token Foundry` in “Token Foundry's”."""
        if text not in self._within:
            self._within[text] = tuple(self._found(text))
        return self._within[text]

    def _found(self, text: str) -> Iterator[Mention]:
        words = tokens(text)
        position = 0
        while position < len(words):
            found = (self.at(words, position), self._with_ending(words, position))
            mention = max(filter(None, found), key=lambda one: one.length, default=None)
            if mention is not None:
                yield mention
            position += mention.length if mention else 1

    def _with_ending(self, words: Tokens, position: int) -> Mention | None:
        """The longest name that begins at a position, if its last word may have an ending: `tokens` for `token`."""
        for length in range(min(self._longest, len(words) - position), 0, -1):
            *before, last = words[position : position + length]
            for ending in name_endings():
                stem = last.removesuffix(ending)
                if stem and stem != last and (mention := self.at([*before, stem], 0)) and mention.length == length:
                    return mention
        return None
