"""Pages as plain files for another engine (Zensical, or any that reads Markdown with front matter).

Each page made from data becomes `LANG/<path>.md`: front matter with its title, and its finished HTML on one line, in the
form that Markdown leaves alone. Hand-written pages are not exported: their macros run in the engine.
"""

from __future__ import annotations

from pathlib import Path

from ..evidence.texts import Evidence
from ..i18n import messages
from ..model.loading import Loaded
from ..views import Edition, pages
from ..views.paths import markdown_file
from .html import Renderer
from .templates import Templates


def export(loaded: Loaded, evidence: Evidence, folder: Path) -> int:
    """A loaded briefing → its pages made from data as files below `folder`, one folder for each language. Returns how
    many. OSError where a file cannot be written."""
    count = 0
    templates = Templates()
    for lang in loaded.briefing.settings.languages:
        edition = Edition(loaded.briefing, lang, messages.words(loaded, lang))
        renderer = Renderer(edition, templates)
        for planned in pages(edition, evidence):
            page = planned.make()
            path = folder / lang / markdown_file(page.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(renderer.exported(page), "utf-8")
            count += 1
    return count
