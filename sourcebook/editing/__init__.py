"""What an editor does at the command line: one module (or folder) for each act. None prints; `__main__` does.

An act that changes files computes every change before one is written. `edits` changes a data file at places and leaves the
rest of it alone; `layout` says which comment belongs to what; `changes` are whole files, shown and written; `prose` are the
addresses in hand-written pages.
"""
