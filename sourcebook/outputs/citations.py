"""How a note is cited elsewhere: as text, in Markdown, in BibTeX and in CSL-JSON. Only what the source states is said.

A page cites few sources at many passages. So a form is made once for a source, with two gaps that whoever copies it
fills: AT, the passage, and LINK, where the citation stands on the web, which the finished page knows of itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from ..model import Source
from ..values.edtf import Point, When
from ..views.site import Site
from ..views.types import NoteView

# Interlinear annotation marks: `reading` refuses them in every text, so that no title can hold one.
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

    def __init__(self, site: Site) -> None:
        self.site = site
        self._forms: dict[str, Forms] = {}

    def __call__(self, notes: tuple[NoteView, ...]) -> Citations:
        """The notes of a page, in order → what the page needs to cite them."""
        ids = list(dict.fromkeys(note.passage.source for note in notes))
        return Citations(
            formats=(self.site.t("cite_as_text"), "Markdown", "BibTeX", "CSL-JSON"),
            words={name: self.site.t(name) for name in WORDS},
            sources=tuple(self._of(source) for source in ids),
            notes=tuple((ids.index(note.passage.source), *_places(note.passage.locator)) for note in notes),
        )

    def _of(self, source: str) -> Forms:
        if source not in self._forms:
            self._forms[source] = forms(self.site, self.site.briefing.source(source))
        return self._forms[source]


def forms(site: Site, source: Source) -> Forms:
    """A source → its citation, with the gaps AT and LINK."""
    return Forms(_text(site, source), _markdown(site, source), _bibtex(site, source), _csl(site, source))


def filled(forms: Forms, passage: str, link: str) -> Forms:
    """A source's citation for one passage and one web address: what the script in the page does."""
    places = _places(passage) * (1 if len(_places(passage)) == 4 else 4)
    made = (form.replace(AT, place).replace(LINK, link) for form, place in zip(forms, places, strict=True))
    return Forms(*made)


def _places(passage: str) -> tuple[str, ...]:
    """A passage in words, once if all notations write it the same way."""
    every = Forms(passage, markdown(passage), bibtex(passage), json_text(passage))
    return (passage,) if set(every) == {passage} else every


# ── Text and Markdown ────────────────────────────────────────────────────────────────────────────────────────────────


def _text(site: Site, source: Source) -> str:
    return _sentences(site, source, title(site, source), str, LINK)


def _markdown(site: Site, source: Source) -> str:
    name = markdown(title(site, source))
    if source.url:
        to = _url(source).replace("&", "&amp;")
        name = f"[{name}](<{to}>)"
    return _sentences(site, source, name, markdown, f"<{LINK}>")


def _sentences(site: Site, source: Source, name: str, escaped: Callable[[str], str], link: str) -> str:
    """Title, publisher, date and passage; then what identifies the file; then where it is cited."""
    known = [name, *(escaped(part) for part in (_publisher(site, source), _published(site, source)) if part), AT]
    record = site.t("cite_record", file=escaped(source.file), hash=source.sha256)
    return site.t("cite_all", source=site.t("cite_separator").join(known), record=record, link=link)


def title(site: Site, source: Source) -> str:
    """The title in the signs that the language sets around one; what the editors call an untitled text, in brackets."""
    if source.title:
        return site.t("cite_title", title=source.title)
    return site.t("cite_called", title=site.say(source.called))


def _publisher(site: Site, source: Source) -> str:
    return site.say(source.publisher) if source.publisher else ""


def _published(site: Site, source: Source) -> str:
    return site.words.when(source.published) if source.published else ""


# What CommonMark and its common extensions act upon inside a line, the beginnings of bare web addresses included: in one,
# backslashes would stay. Any ASCII sign may stand behind a backslash.
MARKDOWN = re.compile(r"[\\`*_{}\[\]<>&!#~|$^=]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def markdown(text: str) -> str:
    """A text → the same in Markdown, inside a line."""
    return MARKDOWN.sub(r"\\\g<0>", text)


def _url(source: Source) -> str:
    """The source's own web address, with what means something to Markdown or TeX as percent signs and digits."""
    encoded = {"\\": "%5C", "{": "%7B", "}": "%7D", "^": "%5E", "`": "%60", "|": "%7C"}
    return (source.url or "").translate(str.maketrans(encoded))


# ── BibTeX ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# BibTeX counts braces even behind a backslash, so that these must be commands.
TEX = {
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


def _bibtex(site: Site, source: Source) -> str:
    """A `misc` entry; the date in `date` (EDTF, for biblatex), its year in `year` (for BibTeX)."""
    note = bibtex(_note(site, source)).replace(LINK, rf"\url{{{LINK}}}")
    fields = {
        # Twice in braces: styles leave the letters as they are, and a publisher is one name.
        "title": f"{{{bibtex(source.title or title(site, source))}}}",
        "howpublished": f"{{{bibtex(_publisher(site, source))}}}" if source.publisher else "",
        "year": f"{_point(source.published).year:04}" if source.published else "",
        "date": source.published.text if source.published else "",
        "url": _url(source),
        "langid": source.language,
        "note": note,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{source.id},\n{lines}}}"


def _note(site: Site, source: Source) -> str:
    record = site.t("cite_record", file=source.file, hash=source.sha256)
    return site.t("cite_all", source=AT, record=record, link=LINK)


def _point(when: When) -> Point:
    """The end of a time that is known: an interval has one at least."""
    return when.start or when.end


# ── CSL-JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csl(site: Site, source: Source) -> str:
    """An array of one item of type `document`: what kind of publication a text was is seldom stated."""
    item = {
        "id": source.id,
        "type": "document",
        "title": source.title or title(site, source),
        "original-title": source.original_title,
        "publisher": _publisher(site, source),
        "issued": _issued(source.published) if source.published else None,
        "language": source.language,
        "URL": _url(source),
        "note": _note(site, source),
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
