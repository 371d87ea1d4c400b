"""The files of `model/` that are tries (`marisa_trie`), read where they lie: nothing is held of them.

A key with NUL in it is in none of them: marisa takes that for the end of a key.
"""

from collections.abc import Container
from pathlib import Path

from marisa_trie import BytesTrie, RecordTrie, Trie

MODEL = Path(__file__).parent / "model"

Scores = tuple[float, float, float, float]
"""Those of B and I in the first reading of a text and in the second."""

RECORD = "<4d"
"""How a file has `Scores` (`struct`)."""


def words(name: str) -> Container[str]:
    """A list of words."""
    trie: Container[str] = Trie().mmap(str(MODEL / name))
    return trie


class Codes:
    """Short codes of words."""

    def __init__(self, name: str) -> None:
        self._trie = BytesTrie().mmap(str(MODEL / name))

    def get(self, key: str, default: str) -> str:
        """The code of a word."""
        found = self._trie.get(key) if "\0" not in key else None
        return found[0].decode("ascii") if found else default

    def __contains__(self, key: str) -> bool:
        return "\0" not in key and key in self._trie


class Records:
    """The scores of features."""

    def __init__(self, name: str) -> None:
        self._trie = RecordTrie(RECORD).mmap(str(MODEL / name))

    def get(self, feature: str) -> Scores | None:
        """What was learnt of a feature; None for one that was not seen."""
        found = self._trie.get(feature) if "\0" not in feature else None
        return found[0] if found else None
