"""MkDocs asks, the briefing answers. This is the one room that knows MkDocs; the rest works without it."""
