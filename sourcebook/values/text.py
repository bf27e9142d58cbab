"""How two texts are compared that are not typed in the same way: three levels of folding, each a function.

    level        what no longer counts                              “Ｌ’Été   à Paris” becomes
    caseless     letter case, width, the kind of apostrophe         l'été   à paris
    folded       the same, and how many spaces stand between words  l'été à paris
    accentless   letter case, width and accents                     l’ete   a paris

The forms are those of Unicode: NFKC and NFKD (UAX #15), and full case folding (chapter 3.13 of the standard). A folded
text is for comparing only: it is never shown. The search in the browser (`search.js`) folds as `accentless` does.
"""

from __future__ import annotations

import unicodedata


def caseless(text: str) -> str:
    """A text without letter case and width, with straight apostrophes: as words are compared."""
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def folded(text: str) -> str:
    """The same with one space between words, none at the ends: as names, and quotes with their passages, are compared."""
    return " ".join(caseless(text).split())


def accentless(text: str) -> str:
    """A text without letter case, width and accents: as a reader searches, who types “ete” for “Été”."""
    letters = [character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character)]
    return unicodedata.normalize("NFC", "".join(letters)).casefold()
