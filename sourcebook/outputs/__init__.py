"""A finished view, written: HTML, Markdown, JSON-LD, Atom, citations, a search index, a picture, plain files."""
