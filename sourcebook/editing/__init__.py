"""What an editor does: one act a module or a folder. Each works out an answer or changes, and prints nothing.

`new`, `init`, `rename`, `format` and `editor` give FileChanges, each with the whole file before and after, and write none:
whoever calls them shows the changes (`write_files.as_unified_diff`) or writes all of them (`write_files.write_all`).
`cite`, `show`, `stats` and `diff` only read. An act that cannot be done raises `write_files.Refused` with the reason.
"""
