"""Whether the words of a corpus arrive: each claim's sentence on its page, against the words of its record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html

from .corpus import Corpus

CLAIMS = etree.XPath("//li[@id and @data-address and contains(concat(' ', @class, ' '), ' sb-claim ')]")
SAYS = etree.XPath(".//span[@class='sb-claim__says']")
MARKS = etree.XPath(".//sup")


class Compared(NamedTuple):
    """How many claims were looked for; `different` are the addresses of those missing or with other words."""

    claims: int
    different: tuple[str, ...]


def words_equal(corpus: Corpus, site: Path) -> Compared:
    """A Corpus and the site built from it → whether each claim, on its own page, has the words of its record.

    White space is normalised; the marks of notes are left out; a link counts as the name of the entity it leads to.
    """
    shown: dict[str, str] = {}
    for entity in corpus.entities:
        page = site / corpus.address(entity) / "index.html"
        if page.is_file():
            shown |= _sentences(page.read_bytes())
    expected = {corpus.claim_address(claim): _normal(corpus.words(claim)) for claim in corpus.claims}
    return Compared(len(expected), tuple(address for address, words in expected.items() if shown.get(address) != words))


def _sentences(page: bytes) -> Iterator[tuple[str, str]]:
    """The bytes of an entity's page → (address, words) of each claim that has its place there."""
    for claim in CLAIMS(html.document_fromstring(page.decode())):
        (says,) = SAYS(claim)
        for mark in MARKS(says):
            mark.drop_tree()
        yield claim.get("data-address"), _normal(says.text_content())


def _normal(text: str) -> str:
    return " ".join(text.split())
