"""Finding annotations again in a text that was changed since: by the quote and what stood around it, never by guess.

A place is taken if it is the only one that fits. If several do, neighbours may decide: where the nearest annotations
on both sides were shifted alike, what stands between them was too. The position alone decides nothing in a changed
text: the nearest of two equal places is the wrong one as soon as more was inserted than half of what lies between them.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.export.annotations import AROUND, Annotation, text_iri

Status = Literal["found", "ambiguous", "gone", "no_quote"]


@dataclass(frozen=True)
class Anchor:
    """Where an annotation stands in a text, in code points, or why that cannot be said.

    `ambiguous`: several places fit; `gone`: none does; `no_quote`: it has a position alone, which is of another text.
    """

    annotation_id: str
    status: Status
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class _Wanted:
    """An annotation with the places that fit it."""

    anchor: Anchor
    length: int
    start: int | None = None
    places: tuple[int, ...] = ()


def anchor(text: str, annotations: Iterable[Annotation]) -> list[Anchor]:
    """Where each annotation of one document stands in `text`: where it says, if that is the text it was made of."""
    own = text_iri(hashlib.sha256(text.encode("utf-8")).hexdigest())
    wanted = [_wanted(text, annotation, own) for annotation in annotations]
    sure = sorted(
        (one.start, one.anchor.start - one.start)
        for one in wanted
        if one.start is not None and one.anchor.start is not None
    )
    return [_between(one, sure) if one.anchor.status == "ambiguous" else one.anchor for one in wanted]


def _wanted(text: str, annotation: Annotation, own: str) -> _Wanted:
    target = annotation["target"]
    selectors = {selector["type"]: selector for selector in target["selector"]}
    position, quote = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    start = position and position["start"]
    if position and target.get("state", {}).get("cached") == own:
        return _Wanted(Anchor(annotation["id"], "found", start, position["end"]), position["end"] - start, start)
    if quote is None:
        return _Wanted(Anchor(annotation["id"], "no_quote"), 0)
    length = len(quote["exact"])
    places = tuple(_places(text, quote["exact"], quote.get("prefix", ""), quote.get("suffix", "")))
    if len(places) == 1:
        return _Wanted(Anchor(annotation["id"], "found", places[0], places[0] + length), length, start, places)
    return _Wanted(Anchor(annotation["id"], "ambiguous" if places else "gone"), length, start, places)


def _places(text: str, exact: str, prefix: str, suffix: str) -> Iterator[int]:
    """Where the quote begins with all that stood around it; else where quote and surroundings agree for long enough."""
    whole = prefix + exact + suffix
    if whole in text:
        yield from (place + len(prefix) for place in _occurrences(text, whole))
        return
    enough = min(AROUND, len(whole))
    for place in _occurrences(text, exact):
        end = place + len(exact)
        before = _common(reversed(text[max(0, place - len(prefix)) : place]), reversed(prefix))
        after = _common(text[end : end + len(suffix)], suffix)
        if before + len(exact) + after >= enough:
            yield place


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    """Where `wanted` begins in the text; occurrences may overlap."""
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are equal from the beginning on."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _between(wanted: _Wanted, sure: Sequence[tuple[int, int]]) -> Anchor:
    """The place that was shifted as the nearest annotations on both sides were; `sure` has starts and shifts."""
    if wanted.start is None:
        return wanted.anchor
    left = bisect_right(sure, wanted.start, key=lambda one: one[0]) - 1
    right = bisect_left(sure, wanted.start, key=lambda one: one[0])
    if left < 0 or right == len(sure) or sure[left][1] != sure[right][1]:
        return wanted.anchor
    place = wanted.start + sure[left][1]
    if place not in wanted.places:
        return wanted.anchor
    return replace(wanted.anchor, status="found", start=place, end=place + wanted.length)
