"""Sourcebook: YAML facts → a briefing site in several languages, with a proved footnote under every claim.

The map, one direction only; a module imports what stands above it:

    values/     dates, passages, languages and scripts: standards, no entity
    problems    Place, Problem, and how they are printed
    yamlfile/   bytes → values with places; edits that keep comments      the only room that knows YAML
    model/      Briefing, Entity, Claim, Citation, Source, Question: loading, validation, history
    i18n/       interface words, and how each language writes dates and numbers
    evidence/   source texts, and the numbers, names and hedges in them
    checks/     rules over the whole; one rule, one function
    views/      what one page shows; no file, no markup, no clock
    outputs/    a finished view → HTML, Markdown, JSON-LD, feed, search index, picture   the only room that knows Jinja
    editing/    what an editor does: one act a module
    cli/        arguments in, an act called, its answer printed
    mkdocs/     MkDocs asks, the briefing answers                         the only room that knows MkDocs
    theme/      templates around the page, styles, scripts
    __main__    the command line
"""
