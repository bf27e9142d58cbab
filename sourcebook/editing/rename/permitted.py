"""What may be renamed, and to what."""

from __future__ import annotations

import re

from ...model import ADDRESS, QUESTIONS, SOURCES, Briefing, page_of
from ...model.loading import record_class
from ...problems import did_you_mean
from ..write_files import Refused
from .move import AddressMove, folder_of


def require_permitted(briefing: Briefing, move: AddressMove) -> None:
    """Refused, with the reason and what to do instead, where an address cannot become the other."""
    old, new = move
    if old not in briefing.addresses:
        now = briefing.now(old)
        hint = f"it is {now} now" if now else did_you_mean(old, briefing.addresses)
        raise Refused(f"“{old}” is not an address", hint)
    if not re.fullmatch(ADDRESS, new):
        raise Refused(
            f"“{new}” is not an address",
            "ASCII letters and digits with single hyphens or points between them, as kind/id or kind/id/claim",
        )
    if old == new:
        raise Refused("both addresses are the same")
    if new in briefing.addresses:
        raise Refused(f"“{new}” exists already", "two records are not made one by renaming")
    if move.is_of_record:
        _require_record_of_same_class(briefing, move)
    elif page_of(new) != page_of(old) or page_of(new) == new:
        hint = f"write {page_of(old)}/{move.new_id}; to move it, write it anew where it belongs"
        raise Refused("a claim stays in the file of its subject, a position in that of its question", hint)
    owner = briefing.now(new)
    if owner not in (None, old):
        raise Refused(f"“{new}” was the address of {owner}", "an id is never given away again: links lead there")


def _require_record_of_same_class(briefing: Briefing, move: AddressMove) -> None:
    """The new address must be that of a record, in a folder whose records have the same keys."""
    folder = folder_of(move.new)
    folders = [*briefing.settings.kinds, SOURCES, QUESTIONS]
    if page_of(move.new) != move.new:
        raise Refused(f"“{move.old}” is a record and “{move.new}” a part of one", "write kind/id")
    if folder not in folders:
        raise Refused(f"“{folder}” is not a kind of this briefing", did_you_mean(folder, folders))
    if record_class(briefing.settings, move.old) is not record_class(briefing.settings, move.new):
        raise Refused(f"a record of {folder_of(move.old)} does not have the shape of one of {folder}")
