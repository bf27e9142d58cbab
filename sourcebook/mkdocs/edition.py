"""The build of one edition of a briefing, and how a MkDocs configuration is told which edition it builds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .. import checks
from ..evidence.texts import Evidence
from ..i18n import messages
from ..model.history import History, history
from ..model.loading import Broken, Loaded
from ..outputs.html import Renderer
from ..outputs.jsonld import JsonLd
from ..outputs.templates import Templates
from ..problems import Problem
from ..views import Edition, root_of
from ..views.notes import Notes
from .abort import BriefingStopped, stop_on_errors
from .deferred import DeferredFiles
from .issue_links import past_url, report_url
from .publish import building_folder

# The attribute of a MkDocs configuration that holds the build of the edition which it configures.
ATTRIBUTE = "sourcebook_build"


@dataclass(frozen=True)
class Folders:
    """The folders of a build: `project` holds mkdocs.yml, `docs` the hand-written pages of all languages.

    The site is built in `building`, and replaces the folder `target` when it is finished.
    """

    project: Path
    docs: Path
    building: Path
    target: Path


@dataclass(frozen=True)
class WebAddresses:
    """What mkdocs.yml says of the web; `""` for what it does not say.

    `home` is the address of the default edition, with a slash at its end. `repo_url` is the repository, and `edit_uri` is
    where its files are edited, as a whole address or below `repo_url`.
    """

    home: str
    repo_url: str
    edit_uri: str


@dataclass
class WrittenPages:
    """The hand-written pages of an edition, by file: `notes`, their notes; `bodies`, their Markdown; `whole`, the record
    that a page shows whole. `problems` are what is wrong with the pages."""

    notes: dict[str, Notes] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class EditionFile(NamedTuple):
    """A file about a whole edition: it is written after every page has been entered.

    `write` is given the folder of the edition. `enter` is left out where the file says nothing about pages.
    """

    write: Callable[[Path], None]
    enter: Callable[[Page], None] | None = None


@dataclass
class EditionBuild:
    """What the events of one build of one edition share.

    All editions of a build have the same briefing (`loaded`, with its `evidence` and `history`), the same `folders` and
    addresses (`web`), and the `templates` of the package. `written` are the hand-written pages of this edition, and `files`
    the files about the whole edition that this build writes, by their paths from the edition's root.

    Under `mkdocs serve`: `deferred`, the files that are made when a reader asks for them (None in a plain build). To make
    them, `nav`, the navigation, and `all_pages`, the files of all pages, are kept.
    """

    loaded: Loaded
    evidence: Evidence
    history: History
    lang: str
    folders: Folders
    web: WebAddresses
    templates: Templates
    deferred: DeferredFiles | None = None
    written: WrittenPages = field(init=False, default_factory=WrittenPages)
    files: dict[str, EditionFile] = field(init=False, default_factory=dict)
    nav: Navigation | None = field(init=False, default=None)
    all_pages: Sequence[File] = field(init=False, default=())

    def __post_init__(self) -> None:
        self.edition = Edition(self.loaded.briefing, self.lang, messages.words(self.loaded, self.lang), self.history)
        self.renderer = Renderer(self.edition, self.templates, self.report_url, self.past_url)

    @cached_property
    def json_ld(self) -> JsonLd | None:
        """What pages say to machines; None where the site has no address by which to name things."""
        return JsonLd(self.edition, self.web.home) if self.web.home else None

    @cached_property
    def data(self) -> str:
        """The data folder as the repository names it."""
        return self.loaded.root.resolve().relative_to(self.folders.project.resolve()).as_posix()

    def report_url(self, address: str) -> str:
        """Where a problem with a claim can be reported; nothing without a repository."""
        repository = self.web.repo_url
        return report_url(repository, self.data, self.loaded.lines, address) if repository else ""

    def past_url(self, record: str) -> str:
        """Where the history of a record's file can be read; nothing without a repository."""
        repository = self.web.repo_url
        return past_url(repository, self.web.edit_uri, f"{self.data}/{record}.yml") if repository else ""

    @property
    def languages(self) -> list[str]:
        """The codes of all languages of the briefing, the default one first."""
        return list(self.loaded.briefing.settings.languages)

    @property
    def is_default(self) -> bool:
        """Whether this is the default edition, in which all others are built."""
        return self.lang == self.loaded.briefing.settings.default_language

    @property
    def root(self) -> str:
        """The edition's path below the site's root: nothing for the default one, `zh/` for another."""
        return root_of(self.loaded.briefing.settings.default_language, self.lang)

    def in_other_language(self, lang: str) -> EditionBuild:
        """The same briefing in another language, to be built inside this edition, with nothing built yet."""
        return replace(self, lang=lang)


def build_of(config: MkDocsConfig) -> EditionBuild:
    """The build that a configuration belongs to. AttributeError before it has been attached."""
    return cast(EditionBuild, getattr(config, ATTRIBUTE))


def attach(config: MkDocsConfig, build: EditionBuild) -> None:
    """Let a configuration build the edition of `build`."""
    setattr(config, ATTRIBUTE, build)


def attached(config: MkDocsConfig) -> EditionBuild | None:
    """The build that a configuration was given; None where the default edition begins, with which every build begins."""
    return cast("EditionBuild | None", getattr(config, ATTRIBUTE, None))


def load_default_edition(
    config: MkDocsConfig, folder: str, memory: checks.Memory, templates: Templates, *, defer: bool
) -> EditionBuild:
    """Load and check the briefing in a folder beside the configuration file → the build of its default edition.

    `memory` is what this process has read and proved before; it is brought up to date. With `defer`, files are made when
    a reader asks for them. BriefingStopped, if there is an error.
    """
    project = Path(config.config_file_path).parent
    data = project / folder
    loaded, evidence, found = checks.examine(data, memory=memory)
    stop_on_errors(found)
    if isinstance(loaded, Broken):  # its error has stopped the build above; the type checker cannot know
        raise BriefingStopped("The briefing cannot be read.", found)
    target = Path(config.site_dir)
    return EditionBuild(
        loaded=loaded,
        evidence=evidence,
        history=history(loaded.briefing, data, memory.logs),
        lang=loaded.briefing.settings.default_language,
        folders=Folders(project, Path(config.docs_dir), building_folder(target), target),
        web=WebAddresses(
            home=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
            repo_url=config.repo_url or "",
            edit_uri=config.edit_uri or "",
        ),
        templates=templates,
        deferred=DeferredFiles(found) if defer else None,
    )
