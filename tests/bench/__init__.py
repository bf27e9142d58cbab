"""What a build costs: `python -m tests.bench` builds invented briefings of several sizes, and a public corpus."""
