"""Sourcebook: YAML facts → a briefing site in several languages, with a proved footnote under every claim.

The map, one direction only: a module imports what stands above it, never what stands below.

    values/     dates, passages, languages and scripts, foldings of text: standards, no entity
    problems    Place, Problem, and how they are printed
    yamlfile/   bytes → values with places; edits that keep comments; knows YAML, knows no entity
    model/      Briefing, Entity, Claim, Citation, Source, Question; loading, validation, history
    i18n/       interface words; how each language writes dates, numbers and lists
    evidence/   source texts; the numbers, names and hedges in them; lexicons/, a file for each language
    checks/     one rule, one function; the catalogue of all rules with an example of each
    views/      an edition and an address → what one page shows; no file, no markup, no clock
    outputs/    a finished view → HTML, Markdown, JSON-LD, feed, search index, picture, plain files
    editing/    what an editor does: one act a module; prints nothing
    cli/        the command: arguments in, an act called, its answer printed
    mkdocs/     MkDocs asks, the briefing answers; the one room that knows MkDocs
    theme/      templates around the page, styles, scripts
    __main__    the command as a module
"""
