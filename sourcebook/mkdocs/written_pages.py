"""What must hold for the files of the hand-written pages, before any of them is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.structure.files import File, Files

from ..model.loading import display_path
from ..problems import Place, Problem
from .abort import stop_on_errors
from .edition import EditionBuild


def require_every_language(build: EditionBuild) -> None:
    """Every language has the same hand-written pages, in a folder of its own; BriefingStopped, if a page is missing."""
    written = {lang: _markdown(build.folders.docs / lang) for lang in build.languages}
    everything = set().union(*written.values())
    found = []
    for lang, present in written.items():
        for name in sorted(everything - present):
            other = next(code for code in written if name in written[code])
            place = Place(display_path(build.folders.docs / lang / name))
            says = f"is missing; the page exists in {other}"
            found.append(Problem(place, says, "every_language", "write it in this language too"))
    stop_on_errors(found)


def require_free_addresses(files: Files, made: Iterable[File]) -> None:
    """No hand-written page takes the address of a page `made` from data; BriefingStopped, if one does."""
    taken = {file.src_uri for file in made}
    found = []
    for file in files:
        if file.src_uri in taken and file.abs_src_path:
            place = Place(display_path(Path(file.abs_src_path)))
            found.append(Problem(place, "a page made from data has this address", "one_address_each", "rename it"))
    stop_on_errors(found)


def _markdown(folder: Path) -> set[str]:
    """The Markdown files below a folder, by their paths in it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")} if folder.is_dir() else set()
