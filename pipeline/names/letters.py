"""What several modules ask of the letters of a name: how many are looked at, which script they are in, initials."""

import re

MAXIMUM_LENGTH = 100
"""Code points of a name part that are looked at; no name is longer, hostile input is."""

CYRILLIC = re.compile(r"[\u0400-\u052f]")
INITIAL = re.compile(r"[^\W\d_]\.?")
"""A first letter, with or without its point."""
