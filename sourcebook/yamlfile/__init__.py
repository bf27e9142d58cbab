"""YAML files: bytes → values with their places, what is wrong in one, and changes that keep the rest as it is."""
