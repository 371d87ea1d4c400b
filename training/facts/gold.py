"""Annotated texts, in the form in which they are compared, and how a folder of them is read.

A folder has a folder a language, there NAME.txt and beside it NAME.jsonl, one fact a line; `tests/gold/facts/README.md`
says what stands in a line. The seeds have a form of their own: `training.facts.seeds`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Span = tuple[int, int]
"""Where something begins and ends in its text, in code points, end exclusive."""

Line = dict[str, Any]
"""A line of a file of annotations."""


@dataclass(frozen=True)
class Party:
    """Somebody in a fact: the names in full, and the places of the text that name whoever it is.

    `named` says whether the text has a name for it; what has none (three activists) need not be found.
    """

    role: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    named: bool


@dataclass(frozen=True)
class Gold:
    """An annotated fact. `values` are those of the line; what is not there is not compared.

    An `optional` one is neither missed where nothing is found nor wrong where it is.
    """

    layer: str
    start: int
    end: int
    values: Line
    parties: tuple[Party, ...] = ()
    optional: bool = False

    def of(self, role: str) -> tuple[Party, ...]:
        """The parties that have a role."""
        return tuple(party for party in self.parties if party.role == role)


@dataclass(frozen=True)
class Text:
    """A text with its facts; `path` is its file, `sidecar` what is known of it, as YAML."""

    path: Path
    language: str
    text: str
    facts: tuple[Gold, ...]
    sidecar: str = ""


def annotated(folder: Path) -> list[Text]:
    """The texts of a folder. Raises FileNotFoundError where there are none, ValueError for a line that is wrong."""
    files = sorted(folder.glob("*/*.jsonl"))
    if not files:
        raise FileNotFoundError(f"{folder}: no LANGUAGE/NAME.jsonl; give the folder that holds the languages' folders")
    return [_text(file) for file in files]


def lines(path: Path) -> list[Line]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def occurrences(text: str, words: str) -> tuple[Span, ...]:
    """Every place where words stand in a text and no letter goes on before or behind them."""
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return tuple(match.span() for match in found)


def _text(file: Path) -> Text:
    path = file.with_suffix(".txt")
    text = path.read_bytes().decode("utf-8")
    sidecar = path.with_name(path.name + ".yaml")
    facts = []
    for number, line in enumerate(lines(file), 1):
        try:
            facts.append(_gold(text, line))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{file}:{number}: {error}; correct the line") from error
    known = sidecar.read_text(encoding="utf-8") if sidecar.exists() else ""
    return Text(path, file.parent.name, text, tuple(facts), known)


def _gold(text: str, line: Line) -> Gold:
    start, end = _place(text, line["quote"], line.get("nth"))
    parties = tuple(_READERS.get(line["layer"], _no_parties)(text, line))
    return Gold(line["layer"], start, end, line, parties, optional=bool(line.get("in_organisation")))


def _place(text: str, words: str, nth: int | None) -> Span:
    start = -1
    for _ in range(nth or 1):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"the text does not have {words!r}" + (f" {nth} times" if nth else ""))
    return start, start + len(words)


def _party(text: str, role: str, words: str | None, nth: int | None, names: Iterable[str] | None) -> Iterator[Party]:
    """Whoever some words of the text stand for: one party a name, or one without a name."""
    known = list(names or ())
    here = (_place(text, words, nth),) if words else ()
    for name in known:
        yield Party(role, (name,), occurrences(text, name) + (here if len(known) == 1 else ()), named=True)
    if here and not known:
        yield Party(role, (), here, named=False)


def _no_parties(_text: str, _line: Line) -> Iterator[Party]:
    return iter(())


def _speaker(text: str, line: Line) -> Iterator[Party]:
    return _party(text, "speaker", line.get("speaker"), line.get("speaker_nth"), line.get("speaker_is"))


def _participants(text: str, line: Line) -> Iterator[Party]:
    for one in line["participants"]:
        yield from _party(text, one["role"], one["quote"], one.get("nth"), one["is"])


def _demanding(text: str, line: Line) -> Iterator[Party]:
    for role in ("who", "of_whom"):
        yield from _party(text, role, line[role], line.get(f"{role}_nth"), line[f"{role}_is"])
    names = line["about_is"]
    if len(line["about"]) == 1 and len(names) > 1:  # one word (them) for several people
        names = [names]
    places = line.get("about_nth") or [None] * len(names)
    for words, nth, name in zip(line["about"], places, names, strict=True):
        yield from _party(text, "about", words, nth, [name] if isinstance(name, str) else name)


def _related(text: str, line: Line) -> Iterator[Party]:
    yield from _party(text, "subject", line["subject"], line.get("subject_nth"), line["subject_is"])
    if line["predicate"] not in ("has_role", "citizen_of"):
        is_there = line["object"] in text
        names = line.get("object_is") or [line["object"]]
        yield from _party(text, "object", line["object"] if is_there else None, line.get("object_nth"), names)


_READERS = {"quotation": _speaker, "event": _participants, "demand": _demanding, "relation": _related}
