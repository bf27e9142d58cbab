"""One edition of a briefing during one build, and how a MkDocs configuration is told which edition it builds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from .. import checks
from ..evidence.texts import Evidence
from ..i18n import messages as words
from ..model import Briefing
from ..model.history import History, history
from ..model.loading import Broken, Loaded
from ..outputs.html import Renderer
from ..outputs.jsonld import Linked
from ..outputs.llms import ListedPage
from ..outputs.search_index import Index
from ..outputs.templates import Templates
from ..problems import Problem
from ..views import Edition, root_of
from ..views.notes import Notes
from .abort import BriefingStopped, stop_on_errors
from .deferred import DeferredFiles
from .issue_links import past_url, report_url
from .publish import building_folder

# The attribute of a MkDocs configuration that holds the edition which it builds.
ATTRIBUTE = "sourcebook_edition"


@dataclass
class EditionBuild:
    """What the events of one build of one edition share.

    From the configuration: `project`, the folder of mkdocs.yml; `docs`, the folder of the hand-written pages of all
    languages; `building`, the folder in which the site is built, and `target`, the folder that it replaces when it is
    finished (None for an edition inside another one); `home_url`, `edit_uri` and `repo_url`, `""` where they are not set.

    Of the hand-written pages, by file: `prose`, their notes; `bodies`, their Markdown; `whole`, the record that a page shows
    whole. `problems` are what is wrong with them. `templates` are those of the package, shared by all editions.

    For files about the whole edition: `index`, the entries of the search, and `listed`, the pages in llms.txt by section.

    Under `mkdocs serve`: `deferred`, the files that are made when a reader asks for them (None in a plain build). To make
    them, `nav`, the navigation, and `all_pages`, the files of all pages, are kept.
    """

    loaded: Loaded
    briefing: Briefing
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
    templates: Templates
    deferred: DeferredFiles | None = None
    prose: dict[str, Notes] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    index: Index = field(default_factory=Index)
    nav: Navigation | None = None
    all_pages: Sequence[File] = ()
    listed: dict[str, list[ListedPage]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.site = Edition(self.briefing, self.lang, words.words(self.loaded, self.lang), self.history)
        self.renderer = Renderer(self.site, self.templates, self.report_url, self.past_url)

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
        """The codes of all languages of the briefing, the default one first."""
        return list(self.briefing.settings.languages)

    @property
    def root(self) -> str:
        """The edition's path below the site's root: nothing for the default one, `zh/` for another."""
        return root_of(self.briefing.settings.default_language, self.lang)

    def in_other_language(self, lang: str) -> EditionBuild:
        """The same briefing in another language, to be built inside this edition, with nothing built yet."""
        return replace(
            self,
            lang=lang,
            target=None,
            prose={},
            bodies={},
            whole={},
            problems=[],
            index=Index(),
            nav=None,
            all_pages=(),
            listed={},
        )


def edition_of(config: MkDocsConfig) -> EditionBuild:
    """The edition that a configuration builds. AttributeError before it has been attached."""
    return cast(EditionBuild, getattr(config, ATTRIBUTE))


def attach(config: MkDocsConfig, edition: EditionBuild) -> None:
    """Let a configuration build an edition."""
    setattr(config, ATTRIBUTE, edition)


def attached(config: MkDocsConfig) -> EditionBuild | None:
    """The edition that a configuration was given; None where a build begins with the default edition."""
    return cast("EditionBuild | None", getattr(config, ATTRIBUTE, None))


def load_default_edition(
    config: MkDocsConfig, folder: str, memory: checks.Memory, templates: Templates, *, defer: bool
) -> EditionBuild:
    """Load and check the briefing in a folder beside the configuration file → its default edition.

    `memory` is what this process has read and proved before; it is brought up to date. With `defer`, files are made when
    a reader asks for them. BriefingStopped, if there is an error.
    """
    project = Path(config.config_file_path).parent
    data = project / folder
    loaded, evidence, found = checks.examine(data, memory=memory)
    stop_on_errors(found)
    if isinstance(loaded, Broken):  # its error has stopped the build above; the type checker cannot know
        raise BriefingStopped("The briefing cannot be read.", found)
    briefing = loaded.briefing
    target = Path(config.site_dir)
    return EditionBuild(
        loaded=loaded,
        briefing=briefing,
        evidence=evidence,
        history=history(briefing, data, memory.logs),
        lang=briefing.settings.default_language,
        project=project,
        building=building_folder(target),
        target=target,
        home_url=config.site_url or "",
        docs=Path(config.docs_dir),
        edit_uri=config.edit_uri or "",
        repo_url=config.repo_url or "",
        templates=templates,
        deferred=DeferredFiles(found) if defer else None,
    )
