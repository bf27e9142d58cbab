"""How far the citations that claims gained and lost are proved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import Citation, Claim
from ...problems import errors
from .changes import Cited, ClaimChange, Proof
from .moves import NOTHING_MOVED, MovedAddresses
from .sides import SoundSide

# A rule names the value at fault: the citation, or one of its fields.
_AT_FAULT: tuple[tuple[str, ...], ...] = ((), ("source",), ("at",), ("quote",))


def with_proofs(
    changes: Iterable[ClaimChange], before: SoundSide, after: SoundSide, moved: MovedAddresses
) -> Iterator[ClaimChange]:
    """The changes of claims → the same, each citation gained or lost with its proof on the side that has it."""
    old, new = _CitationProofs(before, moved), _CitationProofs(after, NOTHING_MOVED)
    for change in changes:
        gained = tuple(new.with_proof(change.address, cited) for cited in change.gained)
        lost = tuple(old.with_proof(change.address, cited) for cited in change.lost)
        yield change._replace(gained=gained, lost=lost)


class _CitationProofs:
    """The proofs of one side's citations; claims and sources are asked for by their addresses of the later side."""

    def __init__(self, side: SoundSide, moved: MovedAddresses) -> None:
        self.side = side
        self.moved = moved
        self.places_at_fault = {problem.place for problem in errors(side.examined.problems)}
        self.claims = {moved.now(address): claim for address, claim in side.loaded.briefing.claims.items()}

    def with_proof(self, address: str, cited: Cited) -> Cited:
        claim = self.claims[address]
        for index, citation in enumerate(claim.sources):
            if (self.moved.source_now(citation.source), str(citation.at)) == (cited.source, cited.at):
                return cited._replace(proof=self.proof(claim, index, citation))
        return cited

    def proof(self, claim: Claim, index: int, citation: Citation) -> Proof:
        source = self.side.loaded.briefing.find_source(citation.source)
        if source is None or self.is_at_fault(claim, index):
            return "refuted"
        text = self.side.examined.evidence.texts.get(citation.source)
        if text is None:
            return "shape"
        is_that_text = text.sha256 == source.sha256 and text.shape == source.passages
        return "proved" if is_that_text else "refuted"

    def is_at_fault(self, claim: Claim, index: int) -> bool:
        path = ("claims", claim.key, "sources", index)
        places = (self.side.place(claim.subject, (*path, *field)) for field in _AT_FAULT)
        return any(place in self.places_at_fault for place in places)
