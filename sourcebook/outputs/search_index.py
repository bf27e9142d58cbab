"""The words by which pages are found → the files of a search index that a reader's browser fetches piece by piece.

An index is cut so that one query needs a few small files, whatever the number of pages: `w-<two letters>.json` and
`h-<number>.json` hold words with the places where they stand, `p-<number>.json` what a result shows, `index.json` which of
them there are. Latin words are found by their beginning, letter case and accents aside; Han by any run of characters, as
pairs; names also by their pinyin, from any syllable on. `theme/assets/search.js` reads what this writes.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pypinyin import lazy_pinyin

from ..values.languages import HAN
from ..values.text import accentless

# The number of files among which Han words are shared out, by the code point of their first character.
HAN_SHARDS = 61
# What one file of results holds, in characters, before the next is begun.
RESULTS_SIZE = 6_000
# A word in more than this share of many lines finds nothing in particular.
COMMON_SHARE, MANY_LINES = 0.2, 500
# A word keeps so many places at most, names first.
MOST_PLACES = 1_500

HAN_RUN = re.compile(f"[{HAN}]+")
LATIN = re.compile(r"[^\W_]+")
NAME = 0  # the line of a page's names


class Entry(NamedTuple):
    """What a page offers to a search: its path, title and kind in words; its other spellings; its lines, each with the
    anchor at which it stands."""

    path: str
    title: str
    kind: str
    names: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


def words(text: str) -> set[str]:
    """A text → the words by which it is found: Latin words; of each run of Han every pair, and its last character."""
    found: set[str] = set()
    text = accentless(text)
    for run in HAN_RUN.findall(text):
        found.update(run[i : i + 2] for i in range(len(run)))
    found.update(LATIN.findall(HAN_RUN.sub(" ", text)))
    return found


def pinyin(name: str) -> set[str]:
    """A name → its pinyin without tones, in one word from each syllable to the end of its run: `qianwenshiyebu`,
    `wenshiyebu`, … so that any part of it is the beginning of a word."""
    found: set[str] = set()
    for run in HAN_RUN.findall(accentless(name)):
        syllables = [accentless(syllable) for syllable in lazy_pinyin(run)]
        found.update("".join(syllables[start:]) for start in range(len(syllables)))
    return found


class Index:
    """Takes entries in the order of the pages, and writes the files."""

    def __init__(self) -> None:
        self._pages: list[str] = []
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lines = 0

    def add(self, entry: Entry) -> None:
        """Enter a page."""
        number = len(self._pages)
        shown = [entry.path, entry.title, entry.kind, [list(line) for line in entry.lines]]
        self._pages.append(json.dumps(shown, ensure_ascii=False, separators=(",", ":")))
        names = (entry.title, *entry.names)
        for word in sorted({word for name in names for word in words(name) | pinyin(name)}):
            self._places[word].append((number, NAME))
        for line, (_, text) in enumerate(entry.lines, 1):
            for word in words(text):
                self._places[word].append((number, line))
        self._lines += 1 + len(entry.lines)

    def files(self) -> Iterator[tuple[str, str]]:
        """(name, content) of every file, the same for the same entries."""
        starts: list[int] = []
        chunk: list[str] = []
        for number, page in enumerate(self._pages):
            if not chunk or sum(map(len, chunk)) > RESULTS_SIZE:
                if chunk:
                    yield f"p-{len(starts) - 1}.json", f"[{','.join(chunk)}]"
                starts.append(number)
                chunk = []
            chunk.append(page)
        if chunk:
            yield f"p-{len(starts) - 1}.json", f"[{','.join(chunk)}]"
        shards = self._shards()
        for name, content in shards.items():
            yield f"{name}.json", json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        about = {"starts": starts, "shards": list(shards), "han": HAN_SHARDS}
        yield "index.json", json.dumps(about, separators=(",", ":"))

    def _shards(self) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for word in sorted(self._places):
            places = self._places[word]
            if self._lines > MANY_LINES and len(places) > COMMON_SHARE * self._lines:
                places = [place for place in places if place[1] == NAME]
            places = sorted(places, key=lambda place: place[1] != NAME)[:MOST_PLACES]
            if places:
                found[_shard(word)][word] = [number for place in places for number in place]
        return dict(sorted(found.items()))


def _shard(word: str) -> str:
    if HAN_RUN.match(word):
        return f"h-{ord(word[0]) % HAN_SHARDS}"
    # Two letters are a file's name where they are plain; all other scripts share one.
    return f"w-{word[:2]}" if re.fullmatch("[a-z0-9]{1,2}", word[:2]) else "w-_"
