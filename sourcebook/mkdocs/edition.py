"""One edition of a briefing during one build, and how a MkDocs configuration comes to carry it."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from .. import checks
from ..checks import catalogue
from ..evidence.texts import Evidence
from ..i18n import messages as words
from ..model import loading as load
from ..model.history import History, history
from ..outputs.html import Listed, Renderer, Twins
from ..outputs.jsonld import Linked
from ..outputs.search_index import Index
from ..problems import Problem, errors, report
from ..views import Notes, Site, root_of
from . import serving
from .issue_links import past_url, report_url
from .publish import building_folder
from .waiting import Waiting

log = logging.getLogger("mkdocs.plugins.sourcebook")
ATTRIBUTE = "_sourcebook_edition"
# The records that this process has read: under `mkdocs serve`, a rebuild reads only what changed.
KNOWN: dict[str, load.Known] = {}


@dataclass
class Edition:
    """What the events of one build share.

    `building` is where the site is built, `target` where it goes when it is finished; an edition inside another has no
    target. Of each hand-written page, `prose` are the notes, `bodies` the Markdown and `whole` the record
    that it shows whole; `problems` is what is wrong with them. Under `mkdocs serve`, `waiting` are the files that are made
    when they are asked for; for them, `nav` is kept, and `everything`, the files of all pages. `listed` are the
    pages for llms.txt, by section, and `addresses` where each page stands on the web, by its file.
    """

    loaded: load.Loaded
    evidence: Evidence
    history: History
    lang: str
    project: Path
    building: Path
    target: Path | None
    home_url: str
    docs: Path
    edit_uri: str
    repo_url: str
    prose: dict[str, Notes] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    index: Index = field(default_factory=Index)
    waiting: Waiting | None = None
    nav: Navigation | None = None
    everything: Sequence[File] = ()
    listed: dict[str, list[Listed]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.site = Site(self.loaded.briefing, self.lang, words.words(self.loaded, self.lang), self.history)
        self.renderer = Renderer(self.site, self.report_url, self.past_url)
        self.twins = Twins(self.site)

    @cached_property
    def linked(self) -> Linked | None:
        """What pages say to machines; nothing where the site has no address by which to name things."""
        return Linked(self.site, self.home) if self.home else None

    @cached_property
    def data(self) -> str:
        """The data folder as the repository names it."""
        return self.loaded.root.resolve().relative_to(self.project.resolve()).as_posix()

    def report_url(self, address: str) -> str:
        """Where a problem with a claim can be reported; nothing without a repository."""
        return report_url(self.repo_url, self.data, self.loaded.lines, address) if self.repo_url else ""

    def past_url(self, record: str) -> str:
        """Where the history of a record's file can be read; nothing without a repository."""
        return past_url(self.repo_url, self.edit_uri, f"{self.data}/{record}.yml") if self.repo_url else ""

    @property
    def home(self) -> str:
        """The web address of the default edition, with a slash at its end; nothing for a site without one."""
        return f"{self.home_url.rstrip('/')}/" if self.home_url else ""

    @property
    def languages(self) -> list[str]:
        return list(self.loaded.briefing.settings.languages)

    @property
    def root(self) -> str:
        """The edition's path below the site's root: nothing for the default one, `zh/` for another."""
        return root_of(self.loaded.briefing.settings.default_language, self.lang)

    def other(self, lang: str) -> Edition:
        """The same briefing in another language, built inside this edition."""
        fresh = {"prose": {}, "bodies": {}, "whole": {}, "problems": [], "index": Index(), "nav": None, "everything": ()}
        return replace(self, lang=lang, target=None, **fresh, listed={}, addresses={})


def edition_of(config: MkDocsConfig) -> Edition:
    """The edition that a configuration builds."""
    return getattr(config, ATTRIBUTE)


def carry(config: MkDocsConfig, edition: Edition) -> None:
    """Let a configuration build an edition."""
    setattr(config, ATTRIBUTE, edition)


def carried(config: MkDocsConfig) -> Edition | None:
    """The edition that a configuration was given, or None where it is the first of a build."""
    return getattr(config, ATTRIBUTE, None)


def first(config: MkDocsConfig, folder: str) -> Edition:
    """Load and check the briefing beside a configuration file → its default edition. Abort if there is an error."""
    project = Path(config.config_file_path).parent
    data = project / folder
    loaded, evidence, found = checks.examine(data, known=KNOWN)
    stop_on(found)
    docs = Path(config.docs_dir)
    default = loaded.briefing.settings.default_language
    target = Path(config.site_dir)
    beside = building_folder(target)
    home, edited, repository = (config.site_url or "", config.edit_uri or "", config.repo_url or "")
    waiting = Waiting(found) if serving.shown else None
    past = history(loaded.briefing, data)
    return Edition(
        loaded, evidence, past, default, project, beside, target, home, docs, edited, repository, waiting=waiting
    )


def stop_on(found: list[Problem]) -> None:
    """Print problems where MkDocs prints its own; Abort if there is an error among them."""
    if found:
        form = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
        lines: list[str] = []
        report(found, form, lines.append, catalogue.link if form == "github" else None)
        say = print if form == "github" else log.error if errors(found) else log.warning
        say("\n".join(lines)) if form == "github" else say("the briefing has problems\n%s", "\n".join(lines))
    if wrong := len(errors(found)):
        raise serving.Stopped(f"Stopped by {wrong} error{'s' * (wrong != 1)} in the briefing; nothing was written.", errors(found))
