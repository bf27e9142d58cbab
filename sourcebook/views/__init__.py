"""(edition, address) → what one page shows. Pure: no file, no markup, no clock.

`plan.pages` names every page that is made from data; `parts` are what macros show on hand-written pages; `notes` numbers
the notes of a finished view. `types` holds what all pages are made of.
"""

from .edition import Edition
from .paths import root_of, web_path
from .plan import PlannedPage, kinds, pages, redirects
from .types import Page, Ref, Run

__all__ = ["Edition", "Page", "PlannedPage", "Ref", "Run", "kinds", "pages", "redirects", "root_of", "web_path"]
