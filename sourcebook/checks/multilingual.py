"""The texts of a briefing that stand in each of its languages, as the rules look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..evidence.lexicon import marks_of_script
from ..model import (
    ADDRESS,
    LINK,
    Briefing,
    Link,
    Record,
    inline,
    linked_addresses,
    texts_per_language,
)
from ..values.languages import script_of
from ..yamlfile.values import KeyPath

# What an editor may write for a link who knows another mark-up: one bracket, Markdown, Chinese brackets.
LIKE_A_LINK = re.compile(
    rf"(?<!\[)\[(?:{ADDRESS})(?:\|[^\[\]]*)?\](?!\])|\[[^\[\]]*\]\((?:{ADDRESS}|https?://[^)]*)\)|【【|】】"
)


class MultilingualText(NamedTuple):
    """A text that an editor wrote once per language: whose it is, where, by language, whether links may stand in it."""

    address: str
    path: KeyPath
    texts: Mapping[str, str]
    linked: bool


class MonolingualText(NamedTuple):
    """A MultilingualText in one of its languages, with the script of the language. `plain` is what a reader sees, with a
    letter of the script for the name that a link without words shows."""

    whole: MultilingualText
    lang: str
    script: str
    plain: str


def multilingual_texts(briefing: Briefing) -> tuple[MultilingualText, ...]:
    """Every text of the briefing that has to stand in every language: which ones, the types of the fields say."""
    found = []
    whole: list[tuple[str, Record]] = [
        ("briefing", briefing.settings),
        *((record.address, record) for record in briefing.records),
    ]
    for address, record in whole:
        for field in texts_per_language(record):
            found.append(MultilingualText(address, *field))
    return tuple(found)


def monolingual_texts(briefing: Briefing, text: MultilingualText) -> Iterator[MonolingualText]:
    """A text in each of the briefing's languages that it is written in."""
    for lang, words in text.texts.items():
        if lang not in briefing.settings.languages:
            continue
        script = script_of(briefing.settings.tag(lang))
        marks = marks_of_script(script)
        name = marks.letter if marks else "x"
        pieces = inline(words) if text.linked else (words,)
        plain = "".join((piece.words or name) if isinstance(piece, Link) else piece for piece in pieces)
        yield MonolingualText(text, lang, script, plain)


def is_comparable(briefing: Briefing, text: MultilingualText) -> bool:
    """Whether a text may have links, is in languages of the briefing only, and its links lead somewhere: where not, other
    rules say so, and its languages need not be compared."""
    if not text.linked or not briefing.settings.languages.keys() >= text.texts.keys():
        return False
    return all(
        _is_well_linked(words) and briefing.addresses.issuperset(linked_addresses(words))
        for words in text.texts.values()
    )


def _is_well_linked(words: str) -> bool:
    """Whether all brackets of a sentence are those of links."""
    if not any(bracket in words for bracket in "[]【】"):
        return True
    rest = LINK.sub("", words)
    return not LIKE_A_LINK.search(words) and "[[" not in rest and "]]" not in rest
