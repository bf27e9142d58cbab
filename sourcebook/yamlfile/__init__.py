"""YAML files: bytes → values with their places, what is wrong in one, and changes that keep the rest as it is.

This room knows YAML and knows no entity. It has these modules, from the ground up:

    values      Value, KeyPath; at: the value at a path; same: equality that counts the order of keys
    positions   an offset in a text → its line and column
    characters  the characters that a data file may not hold; visible: a text in which everything can be seen
    events      a text → libyaml's events; all that has to be known of libyaml
    diagnose    a text that libyaml refuses → the line of the slip, and what to write
    parse       read_bytes; parse: bytes → Document, a value with the place of everything in it; Unreadable
    nodes       written: bytes → which characters make up which key and value; quoted: a text → YAML
    comments    commented: bytes → entries, each with the comments that belong to it
    edit        edited: bytes → bytes with some texts, keys or items changed
    canonical   canonical: bytes → bytes with keys, spaces and quotes in their one form

To read a file, `parse` is enough. Whoever writes one calls `edit` or `canonical`, which read their result again.
"""
