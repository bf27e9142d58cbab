"""The operators: small functions, one kind of slip each, that yield every place of a file with that slip made there.

A module is a family. What an operator's docstring says is what the report says of it.
"""

from . import dates, keys, languages, order, proof, references, rights, syntax, types, unicode
from .registry import OPERATORS, Operator

__all__ = ["OPERATORS", "Operator", "dates", "keys", "languages", "order", "proof", "references", "rights", "syntax",
           "types", "unicode"]  # fmt: skip
