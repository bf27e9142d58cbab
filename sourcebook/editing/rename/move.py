"""An address and the one that it gets."""

from __future__ import annotations

from typing import NamedTuple

from ...model import SOURCES, Briefing, page_of


class AddressMove(NamedTuple):
    """The whole address of a record, a claim or a position now, and the one to be."""

    old: str
    new: str

    def after(self, address: str) -> str:
        """Any address → the same after the move; what stands below the old address moves along.

        With units/a → units/b, units/a/claim becomes units/b/claim, and units/ab stays.
        """
        if address == self.old or address.startswith(f"{self.old}/"):
            return self.new + address[len(self.old) :]
        return address

    @property
    def is_of_record(self) -> bool:
        """Whether the address is that of a whole record, and not of a claim or position in one."""
        return page_of(self.old) == self.old

    @property
    def old_id(self) -> str:
        """The last step of the address now: the id of a record, the key of a claim or position."""
        return last_step(self.old)

    @property
    def new_id(self) -> str:
        """The last step of the address to be."""
        return last_step(self.new)


def whole_addresses(briefing: Briefing, old: str, new: str) -> AddressMove:
    """Two addresses as an editor types them → both in full: the bare id of a source stands for its address."""
    if "/" not in old and briefing.find_source(old):
        old = f"{SOURCES}/{old}"
    if "/" not in new and folder_of(old) == SOURCES:
        new = f"{SOURCES}/{new}"
    return AddressMove(old, new)


def folder_of(address: str) -> str:
    """The first step of an address: the kind of an entity, `sources` or `questions`."""
    return address.partition("/")[0]


def last_step(address: str) -> str:
    """The last step of an address, or the whole of a bare id."""
    return address.rpartition("/")[2]
