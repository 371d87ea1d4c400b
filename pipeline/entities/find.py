"""Finding people in one text: by the tagger, which sees what the rules find, and by the rules where it finds nothing.

A name over the end of a line is found by the rules alone.

Nothing here knows another text: who is who is decided in `resolve`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator

from pipeline.entities.bounds import is_of_a_thing, whole_name
from pipeline.entities.called import base_language
from pipeline.entities.candidate import Candidate, candidate
from pipeline.entities.known import known_alone
from pipeline.entities.lexicon import lexicon
from pipeline.entities.mend import mended
from pipeline.entities.ranks import is_numbered
from pipeline.entities.rules import find_by_rules
from pipeline.entities.tagger import Span, Tagger, tagger
from pipeline.entities.tokens import Token, lines, tokens
from pipeline.entities.words import is_calendar
from pipeline.names.given import given_name
from pipeline.names.letters import INITIAL

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
    the one with the committed weights, unless another one is given. A month or a day (May) is a name only where the
    text has it in somebody's full name too.
    """
    rules = {(found.start, found.end): found for found in find_by_rules(text, sentences, titles, language)}
    tokens_of_lines = lines(text)
    tagged = list(_by_tagger(text, tokens_of_lines, language, rules, by or tagger()))
    named = {word for one in tagged if one.form in ("full", "initials") for word in one.name.lower().split()}
    base = base_language(language)
    found = [one for one in tagged if one.name.lower() in named or not is_calendar(one.name.lower(), base)]
    found = _with(found, (other for other in rules.values() if _is_plain(text, other, language)))
    known = (whole_name(text, span, language) for span in known_alone(tokens_of_lines))
    alone = (span for span in known if not is_of_a_thing(text, span))
    return _with(found, (_alone(text, span) for span in alone))


def _by_tagger(
    text: str, tokens_of_lines: list[list[Token]], language: str, rules: dict[Span, Candidate], by: Tagger
) -> Iterator[Candidate]:
    hints = [(start, end, found.method_id) for (start, end), found in rules.items()]
    in_order = list(rules.values())
    last = 0
    tagged_spans = by.tag(tokens_of_lines, language, hints)
    for tagged in mended(text, tokens_of_lines, tagged_spans, language):
        span = whole_name(text, tagged, language)
        part = any(_is_part(text, span, found) for found in _near(span, in_order))
        sure = span in rules or not _is_heading(text, span)
        if last <= span[0] and sure and not part and not is_of_a_thing(text, span):
            last = span[1]
            yield rules.get(span) or _tagged(text, span)


def _is_heading(text: str, span: Span) -> bool:
    """Whether it is an abbreviation (U.S.), or the number of a heading with its first word (A. Background)."""
    if text[span[0]].isalpha() and "." not in text[span[0] : span[1]]:
        return False  # as most names: no initial without a full stop
    words = [part for part in tokens(text, *span) if part.kind in ("word", "initial")]
    if len(words) == 2 and words[0].kind == "initial" and text[max(0, span[0] - 1) : span[0]] in ("", "\n"):
        return not lexicon().is_no_other_word(words[1].text.lower())
    return all(word.kind == "initial" for word in words)


def _is_plain(text: str, found: Candidate, language: str) -> bool:
    """Whether what a rule found is taken for a name though the tagger does not see it.

    Initials are rather those of a place or an institute (W. Brytania), unless the last word is known as a family name
    and nothing else; common words rather a thing's (Victoria Rink).
    """
    if found.form == "initials" and not lexicon().is_only_name(found.name.split()[-1].lower()):
        return False
    if is_of_a_thing(text, (found.start, found.end)):
        return False
    return not any(lexicon().is_common(word, language) for word in found.name.lower().split())


def _with(found: list[Candidate], others: Iterable[Candidate]) -> list[Candidate]:
    """What was found, and those of others that share no character with it."""
    more = (other for other in others if not _near((other.start, other.end), found))
    return sorted([*found, *more], key=_start)


def _tagged(text: str, span: Span) -> Candidate:
    parts = tokens(text, *span)
    n_words = sum(part.kind == "word" for part in parts)
    if any(part.kind == "initial" or INITIAL.fullmatch(text[part.start : part.end + 1]) for part in parts):
        form = "initials"  # of one letter or two (Дж.)
    elif n_words > 1 and not is_numbered(text[span[0] : span[1]]):
        form = "full"
    else:
        form = "given" if given_name(text[span[0] : span[1]].split()[0]) else "family"
    return candidate(text, span, form, _word_before(text, span[0]), "tagged")


def _alone(text: str, span: Span) -> Candidate:
    return candidate(text, span, "family", _word_before(text, span[0]), "registered_family")


def _word_before(text: str, start: int) -> str | None:
    """The word before a name: nearly always the last thing there between white space."""
    first = max(0, start - _LOOK_BACK)
    before = text[first:start].rstrip()
    nearest = first + len(before) - len(before.rsplit(None, 1)[-1]) if before else first
    for begin in (nearest, first):
        words = [part.text for part in tokens(text, begin, start) if part.kind == "word"]
        if words:
            return words[-1]
    return None


def _start(candidate: Candidate) -> int:
    return candidate.start


def _near(span: Span, found: list[Candidate]) -> list[Candidate]:
    """Those of `found`, which are in order and do not overlap, that share characters with the span."""
    first = bisect_right(found, span[0], key=_start) - 1
    last = bisect_left(found, span[1], key=_start)
    return [candidate for candidate in found[max(0, first) : last] if candidate.end > span[0]]


def _is_part(text: str, span: Span, candidate: Candidate) -> bool:
    """Whether the span is what stands on one line of a name over two, which a rule found: the tagger reads lines."""
    on_one_side = candidate.start == span[0] or candidate.end == span[1]
    return on_one_side and "\n" in text[candidate.start : candidate.end]
