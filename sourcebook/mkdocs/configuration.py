"""How an edition's build is configured: what mkdocs.yml says once, said for this edition and with the package's theme."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from .edition import EditionBuild
from .mistakes import PACKAGE
from .restart import code_paths

log = logging.getLogger("mkdocs.plugins.sourcebook")
THEME = PACKAGE / "theme"


def configure_build(config: MkDocsConfig, build: EditionBuild) -> None:
    """Set what all editions of a build share; for the default edition, in which the others are built."""
    config.site_dir = str(build.folders.building)
    if not config.use_directory_urls:
        log.warning("use_directory_urls: false is ignored: the address of a record is a folder of the site")
        config.use_directory_urls = True
    watched = [build.loaded.root, build.folders.docs, build.folders.project / "overrides", *code_paths(config)]
    config.watch += [str(path) for path in watched if path.exists()]


def configure_edition(config: MkDocsConfig, build: EditionBuild) -> None:
    """Set what differs by edition: the pages, the theme's files, the language, the words."""
    settings = build.edition.briefing.settings
    config.docs_dir = str(build.folders.docs / build.lang)
    _bring_theme(config)
    # The theme prints both as HTML.
    config.site_name = str(escape(build.edition.say(settings.title)))
    config.site_description = str(escape(build.edition.say(settings.description)))
    config.theme["language"] = _theme_language(config, build.edition.tag)
    _set_words(config, build)
    config.edit_uri = _edit_uri(build)
    # The theme then includes partials/alternate.html. Ours in its place shows the languages and the search.
    config.extra["alternate"] = build.languages


def _edit_uri(build: EditionBuild) -> str | None:
    """Where the hand-written pages of the edition are edited; None if `edit_uri` is a path and there is no repository."""
    is_whole = bool(urlsplit(build.web.edit_uri).scheme)
    if not build.web.edit_uri or not (build.web.repo_url or is_whole):
        return None
    return f"{build.web.edit_uri.rstrip('/')}/{build.lang}/"


def _bring_theme(config: MkDocsConfig) -> None:
    """The package's templates, styles and scripts, between the briefing's own (`custom_dir`) and the theme's."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.extra_css = ["assets/sourcebook.css", *config.extra_css]
    scripts: list[ExtraScriptValue | str] = []
    for path in ("assets/search.js", "assets/sourcebook.js"):
        script = ExtraScriptValue(path)
        script.defer = True
        scripts.append(script)
    config.extra_javascript = [*scripts, *config.extra_javascript]
    config.extra.setdefault("generator", False)
    if config.theme.get("favicon") in (None, "assets/images/favicon.png"):
        config.theme["favicon"] = "assets/favicon.svg"


def _set_words(config: MkDocsConfig, build: EditionBuild) -> None:
    """The words of the theme that mkdocs.yml holds, in the edition's language."""
    palettes = config.theme.get("palette")
    for palette in palettes if isinstance(palettes, list) else []:
        if toggle := palette.get("toggle"):
            toggle["name"] = build.edition.t("to_light" if palette.get("scheme") == "slate" else "to_dark")
    if "toc" in config.markdown_extensions:
        config.mdx_configs.setdefault("toc", {})["permalink_title"] = build.edition.t("permalink_heading")


def _theme_language(config: MkDocsConfig, tag: str) -> str:
    """The language in which the theme has words: the one of a BCP 47 tag, the one it is a variant of, or English.

    For `zh-Hant-HK` these are tried: zh-Hant-HK, zh-Hant, zh.
    """
    known: dict[str, str] = {}
    for folder in config.theme.dirs:
        for file in (Path(folder) / "partials" / "languages").glob("*.html"):
            known[file.stem.lower()] = file.stem
    parts = tag.lower().split("-")
    while parts:
        if (name := "-".join(parts)) in known:
            return known[name]
        parts.pop()
    return "en"
