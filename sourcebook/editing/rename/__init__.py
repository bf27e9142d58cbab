"""Give a record, a claim or a position another address: the file moves, every link follows, the old address leads there.

`permitted` says what may be renamed to what, `data_files` and `pages` work out the changes, `proof` checks the data as it
would be, `mentions` finds the words that no program may rewrite. Nothing here writes a file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ... import checks
from ...model.loading import Broken, Loaded
from ...problems import errors
from ..write_files import FileChange, Refused
from .data_files import data_changes
from .mentions import LeftMention, left_mentions
from .move import AddressMove, whole_addresses
from .pages import page_changes
from .permitted import require_permitted
from .proof import problems_after


@dataclass(frozen=True)
class RenamePlan:
    """What a renaming does: the changes, ready to be written, and the mentions in words that are left to a person."""

    old: str
    new: str
    changes: tuple[FileChange, ...]
    left: tuple[LeftMention, ...]


def docs_folder(data: Path) -> Path:
    """A data folder → the folder of the hand-written pages of the same briefing: `docs`, beside it."""
    return data.absolute().parent / "docs"


def rename(
    data: Path, docs: Path, old: str, new: str, tell_step: Callable[[str], object] = lambda words: None
) -> RenamePlan:
    """A data folder, the folder of its hand-written pages, the address now and the one to be → RenamePlan.

    Addresses are those of entities, sources (the bare id will do), questions, claims and positions. `tell_step` is called
    with the name of each step before it is done. Refused where the address cannot be given, and where the data has errors
    now or would have some then.
    """
    tell_step("checking the data")
    examined = checks.examine(data)
    loaded = examined.loaded
    errors_before = errors(examined.problems)
    if isinstance(loaded, Broken) or errors_before:
        raise Refused("the data has errors; mend them first", problems=errors_before)
    move = whole_addresses(loaded.briefing, old, new)
    require_permitted(loaded.briefing, move)
    tell_step("rewriting the links")
    changes = planned(loaded, docs, move)
    tell_step("checking the result")
    errors_after = errors(problems_after(loaded, changes))
    if errors_after:
        raise Refused(
            f"“{move.old}” cannot become “{move.new}”: the data would have errors then", problems=errors_after
        )
    return RenamePlan(move.old, move.new, tuple(changes), tuple(left_mentions(loaded, docs, move, changes)))


def planned(loaded: Loaded, docs: Path, move: AddressMove) -> list[FileChange]:
    """The changes that give an address of sound data a new one that is free. What they would break is not looked at.

    Refused for a hand-written page that is not UTF-8.
    """
    return [*data_changes(loaded, move), *page_changes(docs, move)]
