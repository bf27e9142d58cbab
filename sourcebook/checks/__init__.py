"""Rules over the whole briefing. One rule is one generator of Faults; its name is its stable name, its docstring the rule.

A rule knows records and addresses, not files: the engine turns each Fault into a Problem at its place. To add a rule, write
a generator in the module of its family and list it in that module's RULES.
"""

from .engine import FAMILIES, Examined, examine, problems, rules
from .rule import Memory

__all__ = ["FAMILIES", "Examined", "Memory", "examine", "problems", "rules"]
