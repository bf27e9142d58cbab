"""Source texts, and what in them proves a claim: passages, numbers, names, words of reserve."""
