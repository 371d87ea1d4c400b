"""The places of all texts that seem to name a person, in columns: some twenty bytes each.

Rows as the tables have them are a hundred times as large; here is what has to be known of all places at once to say
who is named there. Nothing is decided here.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.entities.called import base_language
from pipeline.names.given import Gender
from pipeline.tables.ids import place_id
from pipeline.tables.rows import Row


class Spelling(NamedTuple):
    """A name as it is written, the `base_language` of its text, and whether it is known as a family name alone."""

    text: str
    language: str
    is_family: bool


class Look(NamedTuple):
    """How a name stands there: the columns of `candidates` with these names."""

    form: str
    gender: Gender | None
    has_office: bool
    rank: str | None
    after_unknown: bool


class Places:
    """Rows of `candidates`, by number; those of one document stand together.

    `spelling` and `look` give the numbers of a place's `spellings` and `looks`, `document` that of its document,
    `start` and `end` where it is (code points).
    """

    def __init__(self, candidates: Iterable[Row]) -> None:
        self.documents: list[str] = []
        self.document, self.start, self.end = array("i"), array("i"), array("i")
        self.spelling, self.look = array("i"), array("i")
        spellings: dict[Spelling, int] = {}
        looks: dict[Look, int] = {}
        for row in candidates:
            if not self.documents or self.documents[-1] != row["document_id"]:
                self.documents.append(str(row["document_id"]))
            is_family = row["form"] == "family"
            spelling = Spelling(str(row["name"]), base_language(str(row["language"])), is_family)
            office, unknown = bool(row["has_office"]), bool(row["after_unknown"])
            look = Look(str(row["form"]), row["gender"], office, row["rank"], unknown)
            self.document.append(len(self.documents) - 1)
            self.start.append(row["start"])
            self.end.append(row["end"])
            self.spelling.append(spellings.setdefault(spelling, len(spellings)))
            self.look.append(looks.setdefault(look, len(looks)))
        self.spellings, self.looks = list(spellings), list(looks)

    def __len__(self) -> int:
        return len(self.document)

    def text(self, number: int) -> str:
        """The name as it is written at a place."""
        return self.spellings[self.spelling[number]].text

    def by_document(self) -> Iterator[tuple[str, Sequence[int]]]:
        """The places of one document after the other."""
        for document, numbers in groupby(range(len(self)), self.document.__getitem__):
            yield self.documents[document], list(numbers)

    def beside(self, number: int) -> Iterator[int]:
        """All places of the document of a place."""
        first = last = number
        while first and self.document[first - 1] == self.document[number]:
            first -= 1
        while last + 1 < len(self) and self.document[last + 1] == self.document[number]:
            last += 1
        yield from range(first, last + 1)

    def row(self, number: int) -> Row:
        """The columns of `candidates` that say where a place is, and its name."""
        document_id, start, end = self.documents[self.document[number]], self.start[number], self.end[number]
        return {
            "candidate_id": place_id(document_id, start, end),
            "document_id": document_id,
            "start": start,
            "end": end,
            "name": self.text(number),
        }
