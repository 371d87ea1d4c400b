"""How right places and organisations are found in texts whose names are marked: `python tests/measure_places.py`.

`{Minsk|p}` is a place that no country's name makes, `{Belarusian|p:BY}` one that has a code, `{MINSK|p:dateline}` one
in a dateline, `{Supreme Court|o}` an organisation; `{word|-}` is none, though it looks like one. A place has to have
its exact span and its code, an organisation its exact span. Texts called `fresh` were marked before the finders had
ever seen their like.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

GOLD = Path(__file__).parent / "gold" / "places"
_MARKED = re.compile(r"\{([^{}|]+)\|(-|o|p(?::\w+)?)\}")


class Marked(NamedTuple):
    """A text and what is marked in it: spans with the code after `p:`, and spans of organisations."""

    name: str
    language: str
    text: str
    places: dict[tuple[int, int], str | None]
    organisations: set[tuple[int, int]]


def texts() -> Iterator[Marked]:
    """The marked texts of every language."""
    for file in sorted(GOLD.glob("*.txt")):
        for part in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.M)[1:]:
            name, marked = part.split("\n", 1)
            yield _unmarked(name, file.stem, marked)


def _unmarked(name: str, language: str, marked: str) -> Marked:
    text = ""
    places: dict[tuple[int, int], str | None] = {}
    organisations = set()
    last = 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        span = (len(text), len(text) + len(match[1]))
        text += match[1]
        last = match.end()
        if match[2] == "o":
            organisations.add(span)
        elif match[2] != "-":
            code = match[2].partition(":")[2]
            places[span] = None if code in ("", "dateline") else code
    return Marked(name, language, text + marked[last:], places, organisations)


class Counts(NamedTuple):
    """What was found right, what was found, and what is marked."""

    right: int
    found: int
    marked: int


def measure(text: Marked, tell: bool = False) -> tuple[Counts, Counts]:
    """The counts of places and of organisations in one text; `tell` prints what is wrong."""
    from pipeline.entities.others.organisations import find_organisations
    from pipeline.entities.others.places import find_places
    from pipeline.read.passages import sentences

    spans = sentences(text.text, text.language)[0]
    organisations = find_organisations(text.text, spans, text.language)
    names = [(one.start, one.end) for one in organisations if one.kind in ("instrument", "medium")]
    places = {(p.start, p.end): p.iso for p in find_places(text.text, spans, text.language, names)}
    bodies = {(one.start, one.end) for one in organisations}
    outside = {
        span: code
        for span, code in places.items()
        if span in text.places or not any(o[0] <= span[0] and span[1] <= o[1] for o in text.organisations)
    }
    right = sum(text.places.get(span, "none") == code for span, code in outside.items())
    if tell:
        for span in sorted({*outside, *text.places}):
            if outside.get(span, "none") != text.places.get(span, "none"):
                said = f"found {outside.get(span, 'none')}, is {text.places.get(span, 'none')}"
                print(f"  {text.language} {text.name}: place {text.text[slice(*span)]!r}: {said}")
        for span in sorted(bodies ^ text.organisations):
            said = "found" if span in bodies else "missed"
            print(f"  {text.language} {text.name}: organisation {text.text[slice(*span)]!r} {said}")
    return (
        Counts(right, len(outside), len(text.places)),
        Counts(len(bodies & text.organisations), len(bodies), len(text.organisations)),
    )


def main() -> None:
    """Prints precision and recall for each language."""
    totals: dict[tuple[str, str], list[Counts]] = {}
    for text in texts():
        for what, counts in zip(("places", "organisations"), measure(text, tell=True), strict=True):
            totals.setdefault((what, text.language), []).append(counts)
            totals.setdefault((what, "all"), []).append(counts)
    for (what, language), parts in sorted(totals.items()):
        right, found, marked = (sum(numbers) for numbers in zip(*parts, strict=True))
        print(f"{what} {language}: {right} of {found} found are right, {right} of {marked} marked are found")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
