"""What pages are made of: words with their language, links, sentences, claims, notes. Plain values; nothing here is markup.

A view is a NamedTuple whose fields stand in the order in which its template shows them. Before it is rendered,
`notes.finished` replaces each `Cite` by a `Mark` with the number of a note, and each `Term` by a link or by plain words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Run(NamedTuple):
    """Words, and their BCP 47 tag where it is not the page's."""

    text: str
    lang: str | None = None


Runs = tuple[Run, ...]


class Ref(NamedTuple):
    """A link inside the site: its path, the words it shows, the bilingual label of its target, the target's address."""

    path: str
    runs: Runs
    title: str = ""
    address: str = ""


class Term(NamedTuple):
    """Words that the glossary explains, and the link to the explanation. Only the first use on a page becomes a link."""

    run: Run
    ref: Ref


Sentence = tuple[Run | Ref | Term, ...]


class PassageView(NamedTuple):
    """A passage of a source, with what is known of the source; `source` is its id. The path identifies the passage."""

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


class Cite(NamedTuple):
    """A passage that stands behind a sentence, before notes are numbered: the words quoted from it, and how the claims
    take it."""

    passage: PassageView
    quotes: Runs
    readings: tuple[Reading, ...]


class Mark(NamedTuple):
    """The sign of a note in the text: the note's number, and which of the note's signs on the page it is, from 1."""

    number: int
    place: int

    @property
    def id(self) -> str:
        """The id that Python-Markdown gives to the places of a footnote: links to them are known by it."""
        return f"fnref{self.place if self.place > 1 else ''}:{self.number}"


Marks = tuple[Cite | Mark, ...]


class NoteView(NamedTuple):
    """A note: its passage, the words quoted from it, how the claims take it, and the marks that refer to it."""

    number: int
    passage: PassageView
    quotes: Runs
    readings: tuple[Reading, ...]
    marks: tuple[Mark, ...]


class DisputeLink(NamedTuple):
    """A disputed question in which a claim carries a position: the way to the position, and what the question asks."""

    path: str
    asks: str


class Qualifiers(NamedTuple):
    """What stands behind a claim's sentence: its date, its status, who says so, where it is disputed."""

    when: str
    status: str
    by: Sentence
    disputes: tuple[DisputeLink, ...]


class ClaimView(NamedTuple):
    """A claim as a page shows it. `anchor` is its key on its own page, empty elsewhere; likewise those it had before."""

    address: str
    path: str
    sentence: Sentence
    marks: Marks
    qualifiers: Qualifiers
    amount: str
    anchor: str = ""
    former_anchors: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """The status of the claim, as in the data."""
        return self.qualifiers.status


class Subject(NamedTuple):
    """The entity that a part of a page is about: from here on, the page needs no link to its explanation."""

    address: str


class Contents(NamedTuple):
    """A heading of a page, for the list of contents: its id and its words."""

    id: str
    text: str


class Page(NamedTuple):
    """What a page shows and what the site must know of it.

    `template` names the template that renders `body`. `record` is the address of the file it is made from, and `changed`
    the day on which that last changed; `names` are other spellings by which it is found, and `lines` its sentences with
    their anchors; `places` are the paths of other pages that stand on this one, with their anchors here.
    """

    address: str
    path: str
    template: str
    title: str
    heading: Runs
    description: str
    contents: tuple[Contents, ...]
    record: str
    body: tuple[object, ...]
    notes: tuple[NoteView, ...] = ()
    names: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, str] = {}
    changed: str = ""
