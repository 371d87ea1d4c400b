"""Finding people in one text: by rules where they hold, which say why, and elsewhere by the tagger.

Nothing here knows another text: who is who is decided in `resolve`.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable

from pipeline.entities.candidate import Candidate, candidate
from pipeline.entities.rules import find_by_rules
from pipeline.entities.tagger import Span, Tagger, tagger
from pipeline.entities.tokens import tokens
from pipeline.entities.words import Word
from pipeline.names.given import given_name

_LOOK_BACK = 40
"""Code points before a name in which the title before it is looked for."""


def find_people(
    text: str,
    sentences: Iterable[Span],
    titles: Collection[Span] = (),
    language: str = "und",
    by: Tagger | None = None,
) -> list[Candidate]:
    """The places in `text` that seem to name a person, in the order in which they stand.

    `sentences` are spans in code points; no name goes over the end of one. `titles` are those of them that stand in
    the title of the text. `language` is that of the text (BCP 47), `und` if it is not known. The tagger is
    the one with the committed weights, unless another one is given.
    """
    rules = {(found.start, found.end): found for found in find_by_rules(text, sentences, titles)}
    hints = [(start, end, found.method_id) for (start, end), found in rules.items()]
    tagged = [rules.get(span) or _tagged(text, span) for span in (by or tagger()).tag(text, language, hints)]
    others = [found for span, found in rules.items() if not _overlaps(span, tagged)]
    return sorted([*tagged, *others], key=lambda candidate: candidate.start)


def _overlaps(span: Span, found: list[Candidate]) -> bool:
    place = bisect_left(found, span[1], key=lambda candidate: candidate.start)
    return place > 0 and found[place - 1].end > span[0]


def _tagged(text: str, span: Span) -> Candidate:
    start, end = span
    parts = tokens(text, start, end)
    words = [part for part in parts if part.kind == "word"]
    if any(part.kind == "initial" for part in parts):
        form = "initials"
    elif len(words) > 1 and any(part.text.isspace() or part.kind == "word" for part in parts[1:]):
        form = "full"
    else:
        form = "given" if given_name(text[start:end]) else "family"
    before = [part for part in tokens(text, max(0, start - _LOOK_BACK), start) if part.kind == "word"]
    title = Word(before[-1].start, before[-1].end, before[-1].text, begins=False, in_title=False) if before else None
    return candidate(text, span, form, title, "tagged")
