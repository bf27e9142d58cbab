"""What pages are made of: runs of text with their language, links, sentences, claims, notes.

Web paths are written from the edition's root, without a leading slash; the renderer makes them relative to the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..model import SOURCES
from ..values.passages import Locator


class Run(NamedTuple):
    """Words, and their BCP 47 tag where it is not the page's."""

    text: str
    lang: str | None = None


Runs = tuple[Run, ...]


class Ref(NamedTuple):
    """A link inside the site: where to, what it shows, and the bilingual label of what it leads to."""

    path: str
    runs: Runs
    title: str = ""
    address: str = ""


Sentence = tuple["Run | Ref", ...]


class Mark(NamedTuple):
    """The sign of a note in the text: the note's number, and which of the note's signs on the page it is, from 1."""

    number: int
    place: int

    @property
    def id(self) -> str:
        """The id that Python-Markdown gives to the places of a footnote: links to them are known by it."""
        return f"fnref{self.place if self.place > 1 else ''}:{self.number}"


class Dispute(NamedTuple):
    """A disputed question in which a claim carries a position."""

    path: str
    asks: str


class Qualifiers(NamedTuple):
    """What stands behind a claim's sentence: its date, its status, who says so, where it is disputed."""

    when: str
    status: str
    by: Sentence
    disputes: tuple[Dispute, ...]


class ClaimView(NamedTuple):
    """A claim as a page shows it. `anchor` is its key on its own page, empty elsewhere; likewise those it had before."""

    address: str
    path: str
    sentence: Sentence
    qualifiers: Qualifiers
    amount: str
    anchor: str = ""
    former_anchors: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def status(self) -> str:
        return self.qualifiers.status


class PassageView(NamedTuple):
    """A passage of a source, with what is known of the source; `source` is its id."""

    source: str
    path: str
    title: Runs
    publisher: Runs
    published: str
    file: str
    locator: str


class Reading(NamedTuple):
    """How a claim takes its passage: its status, and to whom it attributes what it says."""

    status: str
    by: Sentence


class NoteView(NamedTuple):
    """A note: its passage, the words quoted from it, how the claims take it, and the places that refer to it."""

    number: int
    passage: PassageView
    quotes: Runs
    readings: tuple[Reading, ...]
    marks: tuple[Mark, ...]


class Contents(NamedTuple):
    """A heading of a page, for the list of contents: its id and its words."""

    id: str
    text: str


class Page(NamedTuple):
    """A finished view: what to render with which template, and what the site must know of it. `record` is the address
    of the file it is made from, and `changed` the day on which that last changed; `names` are other spellings by which it is
    found, and `lines` its sentences with their anchors; `places` are the paths of other pages that stand on this one, with
    their anchors here."""

    address: str
    path: str
    template: str
    title: str
    heading: Runs
    description: str
    contents: tuple[Contents, ...]
    record: str
    body: object
    notes: tuple[NoteView, ...] = ()
    names: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, str] = {}
    changed: str = ""


def root_of(default: str, lang: str) -> str:
    """Where an edition stands below the site's root: `""` for the default one, else its folder, as `"zh/"`."""
    return "" if lang == default else f"{lang}/"


def web_path(address: str) -> str:
    """An address → its path from the edition's root: the last step of a claim's address is the anchor."""
    steps = address.split("/")
    return f"{steps[0]}/{steps[1]}/" + (f"#{steps[2]}" if len(steps) > 2 else "")


def passage_path(source: str, at: Locator) -> str:
    """The path of a passage on the page of its source."""
    return f"{SOURCES}/{source}/#p{at}"
