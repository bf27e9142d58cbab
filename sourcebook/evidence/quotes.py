"""How much of a text that may only be cited is quoted: the limits of a quote, and of all quotes together."""

from __future__ import annotations

from collections.abc import Iterable

from ..values.languages import HAN_LETTER
from ..values.passages import Text
from .mentions import tokens

# The project's rule on rights: so many words, or so many Han characters; and so much of a text in all its quotes.
QUOTE_WORDS, QUOTE_HAN, QUOTE_SHARE = 12, 24, 0.05


def is_short_quote(quote: str) -> bool:
    """Whether a quote keeps within 12 words, or 24 Han characters."""
    words = tokens(quote)
    han = sum(1 for word in words if HAN_LETTER.match(word))
    return len(words) - han <= QUOTE_WORDS and han <= QUOTE_HAN


def quoted_share(quotes: Iterable[str], text: Text) -> float:
    """The share of a text's words that the quotes of it take, from 0 to 1, each quote counted once."""
    whole = sum(len(tokens(sentence)) for paragraph in text.paragraphs for sentence in paragraph)
    return sum(len(tokens(quote)) for quote in set(quotes)) / max(whole, 1)
