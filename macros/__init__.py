"""The macros of this briefing's hand-written pages; mkdocs-macros loads this module (`module_name: macros` in mkdocs.yml).

The package brings the macros that every briefing has. What only this briefing needs is written here.
"""

from __future__ import annotations

from typing import Any

from sourcebook.mkdocs import macros


def define_env(env: Any) -> None:
    """Give hand-written pages their macros; mkdocs-macros calls this once per edition with its environment."""
    macros.define(env)
