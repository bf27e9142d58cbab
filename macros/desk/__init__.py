"""What an editor does at the command line: one module (or folder) for each act. None prints; `__main__` does."""
