"""How a note is cited elsewhere: as text, in Markdown, in BibTeX and in CSL-JSON. Only what the source states is said.

A page cites few sources at many passages. So a form is made once for a source, with two gaps that whoever copies it
fills: AT, the passage, and LINK, where the citation stands on the web, which the finished page knows of itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from ..model import Source
from ..values.edtf import When
from ..views.edition import Edition
from ..views.types import NoteView
from .escaping import markdown

# Interlinear annotation marks: the YAML room refuses them in every text, so that no title can hold one.
AT, LINK = "\ufff9", "\ufffb"


class Forms(NamedTuple):
    """The same in four notations, each escaped as its own wants it."""

    text: str
    markdown: str
    bibtex: str
    csl: str


class Citations(NamedTuple):
    """What a page needs to cite its notes: the names of the forms, the words around them, the sources' forms, and for
    each note the number of its source (from 0) with its passage: one text, or four where the notations differ."""

    formats: tuple[str, ...]
    words: dict[str, str]
    sources: tuple[Forms, ...]
    notes: tuple[tuple[int | str, ...], ...]


WORDS = ("cite_copy", "cite_copied", "cite_by_hand", "close")


class Citing:
    """How the notes of one edition's pages are cited; the forms of a source are made once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._forms: dict[str, Forms] = {}

    def __call__(self, notes: tuple[NoteView, ...]) -> Citations:
        """The notes of a page, in order → what the page needs to cite them."""
        ids = list(dict.fromkeys(note.passage.source for note in notes))
        return Citations(
            formats=(self.edition.t("cite_as_text"), "Markdown", "BibTeX", "CSL-JSON"),
            words={name: self.edition.t(name) for name in WORDS},
            sources=tuple(self._of(source) for source in ids),
            notes=tuple((ids.index(note.passage.source), *places(note.passage.locator)) for note in notes),
        )

    def _of(self, source: str) -> Forms:
        if source not in self._forms:
            self._forms[source] = forms(self.edition, self.edition.briefing.source(source))
        return self._forms[source]


def forms(edition: Edition, source: Source) -> Forms:
    """A source → its citation, with the gaps AT and LINK."""
    return Forms(_text(edition, source), _markdown(edition, source), _bibtex(edition, source), _csl(edition, source))


def places(passage: str) -> tuple[str, ...]:
    """A passage in words, once if all notations write it the same way."""
    every = Forms(passage, markdown(passage), bibtex(passage), json_text(passage))
    return (passage,) if set(every) == {passage} else every


# ── Text and Markdown ────────────────────────────────────────────────────────────────────────────────────────────────


def _text(edition: Edition, source: Source) -> str:
    return _sentences(edition, source, title(edition, source), str, LINK)


def _markdown(edition: Edition, source: Source) -> str:
    name = markdown(title(edition, source))
    if source.url:
        to = _url(source).replace("&", "&amp;")
        name = f"[{name}](<{to}>)"
    return _sentences(edition, source, name, markdown, f"<{LINK}>")


def _sentences(edition: Edition, source: Source, name: str, escaped: Callable[[str], str], link: str) -> str:
    """Title, publisher, date and passage; then what identifies the file; then where it is cited."""
    known = [name, *(escaped(part) for part in (_publisher(edition, source), _published(edition, source)) if part), AT]
    record = edition.t("cite_record", file=escaped(source.file), hash=source.sha256)
    return edition.t("cite_all", source=edition.t("cite_separator").join(known), record=record, link=link)


def title(edition: Edition, source: Source) -> str:
    """The title in the signs that the language sets around one; what the editors call an untitled text, in brackets."""
    if source.title:
        return edition.t("cite_title", title=source.title)
    return edition.t("cite_called", title=edition.say(source.called or {}))


def _publisher(edition: Edition, source: Source) -> str:
    return edition.say(source.publisher) if source.publisher else ""


def _published(edition: Edition, source: Source) -> str:
    return edition.words.when(source.published) if source.published else ""


def _url(source: Source) -> str:
    """The source's own web address, with what means something to Markdown or TeX as percent signs and digits."""
    encoded: dict[str, str | int | None] = {"\\": "%5C", "{": "%7B", "}": "%7D", "^": "%5E", "`": "%60", "|": "%7C"}
    return (source.url or "").translate(str.maketrans(encoded))


# ── BibTeX ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# BibTeX counts braces even behind a backslash, so that these must be commands.
TEX: dict[str, str | int | None] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def bibtex(text: str) -> str:
    """A text → the same as the value of a BibTeX field, without the braces around it."""
    return text.translate(str.maketrans(TEX))


def _bibtex(edition: Edition, source: Source) -> str:
    """A `misc` entry; the date in `date` (EDTF, for biblatex), its year in `year` (for BibTeX)."""
    note = bibtex(_note(edition, source)).replace(LINK, rf"\url{{{LINK}}}")
    fields = {
        # Twice in braces: styles leave the letters as they are, and a publisher is one name.
        "title": f"{{{bibtex(source.title or title(edition, source))}}}",
        "howpublished": f"{{{bibtex(_publisher(edition, source))}}}" if source.publisher else "",
        "year": _year(source.published) if source.published else "",
        "date": source.published.text if source.published else "",
        "url": _url(source),
        "langid": source.language,
        "note": note,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{source.id},\n{lines}}}"


def _note(edition: Edition, source: Source) -> str:
    record = edition.t("cite_record", file=source.file, hash=source.sha256)
    return edition.t("cite_all", source=AT, record=record, link=LINK)


def _year(when: When) -> str:
    """The year of a time, in four digits: that of its start, or of its end where the start is not known."""
    point = when.start or when.end
    return f"{point.year:04}" if point else ""


# ── CSL-JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csl(edition: Edition, source: Source) -> str:
    """An array of one item of type `document`: what kind of publication a text was is seldom stated."""
    item = {
        "id": source.id,
        "type": "document",
        "title": source.title or title(edition, source),
        "original-title": source.original_title,
        "publisher": _publisher(edition, source),
        "issued": _issued(source.published) if source.published else None,
        "language": source.language,
        "URL": _url(source),
        "note": _note(edition, source),
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False)


def _issued(when: When) -> dict[str, Any]:
    """A time as CSL writes it; one with an open end, which has no parts in CSL, stands as it is written."""
    if not (when.start and when.end):
        return {"literal": when.text}
    points = (when.start, when.end) if when.is_interval else (when.start,)
    parts = [[part for part in (point.year, point.month, point.day) if part] for point in points]
    return {"date-parts": parts, **({"circa": True} if any(point.sign for point in points) else {})}


def json_text(text: str) -> str:
    """A text → the same inside a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
