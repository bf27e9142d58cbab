"""The pages whose content differs between two briefings: those made from data, in each edition.

A page shows what stands in other files too: inverse relations, mentions, who cites a passage, names. So what it shows is
compared, not what it is made from. The frame around it (navigation, title of the site) and the interface words in it do
not count, nor do hand-written pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...i18n import messages
from ...views import Edition, PlannedPage, pages, root_of
from .changes import PageChange
from .moves import MovedAddresses
from .sides import SoundSide


def shows_the_same(one: SoundSide, other: SoundSide) -> bool:
    """Whether two sides are made from the same files and texts, so that no page can differ."""
    if one.examined.evidence != other.examined.evidence:
        return False
    return _contents(one) == _contents(other)


def _contents(side: SoundSide) -> dict[str, bytes]:
    return {address: data_file.data for address, data_file in side.loaded.files.items()}


def changed_pages(before: SoundSide, after: SoundSide, moved: MovedAddresses) -> Iterator[PageChange]:
    """Two sides → every page that came, went, moved or shows something else now, edition by edition."""
    languages = [*after.loaded.briefing.settings.languages, *before.loaded.briefing.settings.languages]
    for lang in dict.fromkeys(languages):
        yield from _changed_in_edition(before, after, moved, lang)


def _changed_in_edition(before: SoundSide, after: SoundSide, moved: MovedAddresses, lang: str) -> Iterator[PageChange]:
    """The pages of one edition that differ. Each is made on both sides, compared and let go, so that memory does not grow
    with the site."""
    old, new = _planned(before, lang), _planned(after, lang)
    old_root, new_root = _root(before, lang), _root(after, lang)
    former_paths = {f"{now}/": f"{was}/" for was, now in moved.pages.items()}
    gone = set(old) - set(new)
    for path, planned in new.items():
        former = former_paths.get(path)
        if path in old:
            # An edition that becomes, or was, the default one has its pages elsewhere.
            if old_root != new_root:
                yield PageChange("renamed", lang, new_root + path, old_root + path)
            elif old[path].make() != planned.make():
                yield PageChange("changed", lang, new_root + path)
        elif former is not None and former in gone:
            gone.discard(former)
            yield PageChange("renamed", lang, new_root + path, old_root + former)
        else:
            yield PageChange("added", lang, new_root + path)
    for path in old:
        if path in gone:
            yield PageChange("removed", lang, old_root + path)


def _root(side: SoundSide, lang: str) -> str:
    return root_of(side.loaded.briefing.settings.default_language, lang)


def _planned(side: SoundSide, lang: str) -> dict[str, PlannedPage]:
    """The pages of an edition by their paths; none where the side has no such edition."""
    briefing = side.loaded.briefing
    if lang not in briefing.settings.languages:
        return {}
    edition = Edition(briefing, lang, messages.words(side.loaded, lang))
    return {planned.path: planned for planned in pages(edition, side.examined.evidence)}
