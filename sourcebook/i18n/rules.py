"""The rule about interface words: its name, as messages carry it, and what it asks."""

from __future__ import annotations

RULES = {
    "interface_words": """Every word of the site's own interface is there in each language of the briefing, and
    data/words.yml has no other words.

    A placeholder in braces, such as `{n}`, is one that the word has in English too. Beside interface words, data/words.yml
    may hold number words and hedge words of a language for which Sourcebook has none.""",
}
