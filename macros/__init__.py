"""Sourcebook: YAML facts → a briefing site in several languages, with a proved footnote under every claim.

The map, one direction only; a module imports what stands above it:

    problems    Place, Problem, and how they are printed
    passages    a source text as numbered passages
    dates       EDTF
    layout      a text that YAML refuses → the line of the slip
    reading     bytes → text values and the place of each      the only room that knows YAML
    model/      Briefing, Entity, Claim, Citation, Source, Question
    shape       what is wrong with the shape of a record, in words
    scripts     languages and the scripts they are written in
    load        a folder → Briefing, places, problems
    words       interface words, and how each language writes dates and numbers
    figures     the numbers and the reserve in a sentence
    names       where a sentence names an entity
    evidence    source texts → what is cited, what is proved
    checks/     rules over the whole; one rule, one generator
    schema/     models and a briefing's own words → JSON Schema, for editors that complete and underline
    rulebook    every rule by name, and the page that explains it
    stats       a briefing, counted
    picture     a briefing, drawn                              the only room that knows Pillow
    history     the repository → when a claim was added, when a record changed
    views/      (briefing, address, lang) → what one page shows; no file, no markup, no clock
    search      the words by which pages are found → the pieces of an index
    render      view + template → finished HTML, Markdown, XML  the only room that knows Jinja
    templates/  markup
    export      pages as plain files for another engine
    desk/       what an editor does: one module for each act
    commands/   arguments in, an act called, its answer printed
    adapter/    MkDocs asks, the briefing answers              the only room that knows MkDocs
    hooks       the doorway that MkDocs opens
    __main__    the command line
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Give hand-written pages their macros; mkdocs-macros calls this once per edition with its environment."""
    from .adapter import macros  # here, so that everything above the adapter works without MkDocs

    macros.define(env)
