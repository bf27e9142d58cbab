"""The pages whose content differs between two briefings: those made from data, in each edition.

A page shows what stands in other files too: inverse relations, mentions, who cites a passage, names. What it shows is
compared, not what it is made from. The frame around it (navigation, title of the site) and the interface words in it do
not count, nor do hand-written pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...evidence.texts import Evidence
from ...i18n import messages as words
from ...model.loading import Loaded
from ...views import Edition, PlannedPage, pages, root_of
from .changes import PageChange
from .renames import Renaming


class Shown(NamedTuple):
    """A side from which a site can be built: its briefing, and the source texts at hand."""

    loaded: Loaded
    evidence: Evidence

    def holds_the_same(self, other: Shown) -> bool:
        """Whether two sides are made from the same files, and so show the same."""
        one, two = ({a: f.data for a, f in side.loaded.files.items()} for side in (self, other))
        return one == two and self.evidence == other.evidence


def touched(before: Shown, after: Shown, renaming: Renaming) -> Iterator[PageChange]:
    """Two sides → every page that came, went, moved or shows something else now, edition by edition.

    Both views of a page are made, compared and let go: memory does not grow with the site.
    """
    languages = [tuple(side.loaded.briefing.settings.languages) for side in (before, after)]
    for lang in dict.fromkeys((*languages[1], *languages[0])):
        old, new = (_planned(side, lang) for side in (before, after))
        roots = [root_of(langs[0], lang) for langs in languages]
        former = {f"{now}/": f"{was}/" for was, now in renaming.pages.items()}
        gone = set(old) - set(new)
        for path, planned in new.items():
            if path in old:
                # An edition that becomes, or was, the default one has its pages elsewhere.
                if roots[0] != roots[1]:
                    yield PageChange("renamed", lang, roots[1] + path, roots[0] + path)
                elif old[path].make() != planned.make():
                    yield PageChange("changed", lang, roots[1] + path)
            elif former.get(path) in gone:
                gone.discard(former[path])
                yield PageChange("renamed", lang, roots[1] + path, roots[0] + former[path])
            else:
                yield PageChange("added", lang, roots[1] + path)
        yield from (PageChange("removed", lang, roots[0] + path) for path in old if path in gone)


def _planned(side: Shown, lang: str) -> dict[str, PlannedPage]:
    briefing = side.loaded.briefing
    if lang not in briefing.settings.languages:
        return {}
    edition = Edition(briefing, lang, words.words(side.loaded, lang))
    return {planned.path: planned for planned in pages(edition, side.evidence)}
