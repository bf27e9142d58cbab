"""What an operator is, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ..tree import File, Mutant

Places = Callable[[File], Iterator[Mutant]]


class Operator(NamedTuple):
    """One kind of slip. `proof` needs the source texts at hand to be noticed. `reader`: what it writes is well formed
    and may be true, so that only someone who reads the source can tell; counted, and not held against the checker."""

    name: str
    family: str
    places: Places
    proof: bool
    reader: bool

    @property
    def means(self) -> str:
        return (self.places.__doc__ or "").strip()

    def mutants(self, file: File) -> Iterator[Mutant]:
        """Each place of a file where the slip can be made, made; what changes nothing is left out."""
        for mutant in self.places(file):
            if mutant.data != file.text.encode() or mutant.moved_to:
                yield replace(mutant, operator=self.name)


OPERATORS: dict[str, Operator] = {}


def operator(family: str, *, proof: bool = False, reader: bool = False) -> Callable[[Places], Places]:
    """Puts a function among the operators, under its own name."""

    def put(places: Places) -> Places:
        OPERATORS[places.__name__] = Operator(places.__name__, family, places, proof, reader)
        return places

    return put
