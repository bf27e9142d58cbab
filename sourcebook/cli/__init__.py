"""The commands of the command line: `looking` reads and prints, `changing` writes files, `shared` is what both need.

A command reads its arguments, calls one function of a room above, and prints what that says; it decides nothing itself.
"""
