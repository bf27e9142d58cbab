"""Mutation of the data: every slip that an editor may make, at every place of the briefing, and whether it is noticed."""
