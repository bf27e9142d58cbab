"""Notes are numbered here, in one pass over a view that is otherwise finished.

The pass visits the parts of a view in the order of their fields, which is the order of the page. The same passage has the
same number wherever it is cited; the numbers follow the first uses. The pass also decides which use of a glossary term is
the first on the page, and makes that one a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from .types import Cite, ClaimView, Mark, NoteView, Page, Ref, Run, Sentence, Subject, Term

View = TypeVar("View", bound=tuple[Any, ...])
LEAVES = frozenset({str, int, float, bool, type(None), Run, Ref, NoteView})


class Notes(NamedTuple):
    """The notes of a page, or of its parts so far, by the path of their passage; `linked` are the addresses of terms that
    need no further link on the page."""

    by_passage: Mapping[str, NoteView] = {}
    linked: frozenset[str] = frozenset()

    @property
    def views(self) -> tuple[NoteView, ...]:
        """The notes in the order of their numbers."""
        return tuple(self.by_passage.values())


def finished(page: Page) -> Page:
    """A page as its view gives it → the same with numbered notes and with its terms linked."""
    body, notes = numbered(page.body, Notes(linked=frozenset({page.address})))
    return page._replace(body=body, notes=notes.views)


def numbered(view: View, before: Notes = Notes()) -> tuple[View, Notes]:  # noqa: B008 - a NamedTuple never changes
    """A part of a page, and the notes of the parts before it → the part with its marks, and the notes of all."""
    numbering = _Numbering(before)
    done = numbering.parts(view)
    return done, Notes(numbering.notes, frozenset(numbering.linked))


class _Numbering:
    """One pass: the notes and the linked terms so far."""

    def __init__(self, before: Notes) -> None:
        self.notes = dict(before.by_passage)
        self.linked = set(before.linked)

    def part(self, part: object) -> object:
        """Any value of a view → the same, numbered."""
        kind = type(part)
        if kind in LEAVES:
            return part
        if isinstance(part, Cite):
            return self.mark(part)
        if isinstance(part, ClaimView):
            return self.claim(part)
        if isinstance(part, Subject):
            self.linked.add(part.address)
            return part
        return self.parts(part) if isinstance(part, tuple) else part

    def parts(self, view: View) -> View:
        """A NamedTuple or a plain tuple, its parts from first to last. What nothing changes in stays the same object."""
        parts = [self.part(part) for part in view]
        if all(new is old for new, old in zip(parts, view, strict=True)):
            return view
        make: Callable[[Iterable[object]], Any] = view._make if hasattr(view, "_make") else tuple
        done: View = make(parts)
        return done

    def claim(self, claim: ClaimView) -> ClaimView:
        """A claim: its terms, then its marks."""
        return claim._replace(sentence=self.sentence(claim.sentence), marks=self.parts(claim.marks))

    def sentence(self, sentence: Sentence) -> Sentence:
        """A sentence in which the first use of each term on the page is a link. What it links to itself counts as a use."""
        self.linked.update(piece.address for piece in sentence if isinstance(piece, Ref))
        if not any(isinstance(piece, Term) for piece in sentence):
            return sentence
        pieces: list[Run | Ref | Term] = []
        for piece in sentence:
            if not isinstance(piece, Term):
                pieces.append(piece)
            elif piece.ref.address in self.linked:
                pieces.append(piece.run)
            else:
                self.linked.add(piece.ref.address)
                pieces.append(piece.ref)
        return tuple(joined(pieces))

    def mark(self, cite: Cite) -> Mark:
        """The next mark of the note of a passage; the note is new if the passage is."""
        known = self.notes.get(cite.passage.path)
        number = known.number if known else len(self.notes) + 1
        note = known or NoteView(number, cite.passage, (), (), ())
        mark = Mark(number, len(note.marks) + 1)
        self.notes[cite.passage.path] = note._replace(
            quotes=tuple(dict.fromkeys((*note.quotes, *cite.quotes))),
            readings=tuple(dict.fromkeys((*note.readings, *cite.readings))),
            marks=(*note.marks, mark),
        )
        return mark


def joined(pieces: Iterable[Run | Ref | Term]) -> list[Run | Ref | Term]:
    """Neighbouring words of one language as one run."""
    found: list[Run | Ref | Term] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, Run) and isinstance(last, Run) and piece.lang == last.lang:
            found[-1] = Run(last.text + piece.text, last.lang)
        else:
            found.append(piece)
    return found
