"""The line below which a text has its signatures.

Which names stand there, and who writes as *we*, is for those who find bodies and authors.
"""

import re
from functools import cache

from pipeline import reference

_LEAD = 30
"""Code points of a line that says that signatures follow."""


def announces_signatures(line: str, language: str) -> bool:
    """Whether a line says nothing but that signatures follow: Signed:. `language` is BCP 47."""
    words = re.findall(r"\w+", line.casefold()) if len(line) <= _LEAD else []
    return bool(words) and all(word in _leads(language.split("-")[0]) for word in words)


@cache
def _leads(language: str) -> frozenset[str]:
    """The words by which a text says that signatures follow."""
    rows = [row for row in reference.rows("letter_words.csv") if row["kind"] == "signed"]
    return frozenset(form for row in rows if row["language"] == language for form in row["forms"].split("|"))
