"""Who writes a text as *we*, and to whom as *you*: by its title, its salutation, its signatures.

What a pronoun means in a sentence is for `reference`. In doubt nobody writes.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.entities.signatures import announces_signatures
from pipeline.facts.grammar.lexicon import fold, words
from pipeline.facts.grammar.setting import Mention

_HEAD = 6
"""Lines at the beginning of a text among which its title and its salutation are."""

_TITLE = 3
"""Lines at the beginning of a text that may be its title."""

_SHORT = 3
"""The most words of a title that only says what a text is, or before a name whose statement it is."""

_NEAR = 4
"""Words behind a name among which its verb stands."""

_AUTHORS = ("person", "organisation", "place")

_LONG = 160
"""Code points: no line with a signature or a salutation is longer."""

_LEAD = 40
"""Code points that may stand before the name in a signature: the Human Rights Centre X."""

_ENDS = ".!?…:;"
_QUOTES = '«»“”„"'

# What a line of a list begins with: a bullet, a number.
_MARKER = re.compile(r"(?:[—–•·*-]|\d{1,3}[.)])[ \t]+")


def authors(text: str, language: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those whose statement a title says that a text is; else whose signatures end it; else whose demand begins it."""
    lines = _lines(text)
    named = [one for one in sorted(mentions, key=lambda m: (m.start, -m.end)) if one.kind in _AUTHORS]
    is_letter = False
    for start, end in lines[:_TITLE]:
        for word in re.finditer(r"\w+", text[start:end]):
            kinds = _kinds(word[0], language)
            is_letter = is_letter or bool(kinds & {"statement", "letter"})
            if kinds & {"statement"} and (start == lines[0][0] or text[end - 1] not in ".!?"):
                by = _behind(text, start + word.end(), _end_of_title(text, lines, end), language, named)
                if by:
                    return by
    is_letter = is_letter or any(
        text[end - 1] in ",!" and _is_salutation(text[start:end], language) for start, end in lines[:_HEAD]
    )
    issued = _issuing(text, lines, language, named)
    if issued:
        return issued
    signed = _signed(text, lines, language, named)
    if len(signed) > 1 or (is_letter and signed):
        return signed
    return _releasing(text, lines, language, named) or _demanding(text, lines, language, named)


def _issuing(
    text: str, lines: Sequence[tuple[int, int]], language: str, named: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Those whose statement the beginning of a text says that it is: the governments of A and B issued this statement.

    Countries count only behind a word for who speaks for them.
    """
    for start, end in lines[:_HEAD]:
        words_of = list(re.finditer(r"\w+", text[start:end]))
        kinds = [_kinds(word[0], language) for word in words_of]
        verb = next((i for i, kind in enumerate(kinds) if "issue" in kind), None)
        behind = [i for i, kind in enumerate(kinds) if verb is not None and i > verb and "statement" in kind]
        if verb is None or not behind or behind[0] - verb > _NEAR:
            continue
        last = start + words_of[verb].start()
        found: list[Mention] = []
        for mention in (one for one in named if start <= one.start and one.end <= last):
            if found and mention.end <= found[-1].end:
                continue
            if found and not _joins(text[found[-1].end : mention.start], language):
                found = []
            found.append(mention)
        speaks = any("government" in kind for kind in kinds[:verb])
        is_next = bool(found) and not text[found[-1].end : last].strip(" ,")
        if is_next and (speaks or all(one.kind != "place" for one in found)):
            return tuple(found)
    return ()


def _releasing(
    text: str, lines: Sequence[tuple[int, int]], language: str, named: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The body that has said today what the first sentences of a text report: it is the body's own press release."""
    says = words("modality.csv", language)
    for start, end in lines[:_HEAD]:
        for body in (m for m in named if start <= m.start < end and m.kind == "organisation"):
            behind = re.findall(r"[\w'’-]+|[^\w\s]", text[body.end : end])[:_NEAR]
            today = next((i for i, word in enumerate(behind) if "today" in _kinds(word, language)), None)
            said = [r for word in behind[:today] for r in says.get(fold(word, language), ()) if r.row["kind"] == "say"]
            if today is not None and said and all(word.isalpha() for word in behind[:today]):
                return (body,)
    return ()


def _end_of_title(text: str, lines: Sequence[tuple[int, int]], end: int) -> int:
    """Where a title ends whose line ends at `end`: with the next line where it says nothing but what a text is."""
    number = next(index for index, line in enumerate(lines) if line[1] == end)
    is_short = len(text[lines[number][0] : end].split()) <= _SHORT and number + 1 < len(lines)
    return lines[number + 1][1] if is_short else end


def _signed(
    text: str, lines: Sequence[tuple[int, int]], language: str, named: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Those whose names are the last lines of a text, or stand in those below *Signed:*; a date may follow them."""
    signed: list[Mention] = []
    for number in range(len(lines) - 1, 0, -1):
        if announces_signatures(text[slice(*lines[number])], language):
            return tuple(name for line in lines[number + 1 :] for name in _signatures(text, *line, named))
    skipped = 0
    for start, end in reversed(lines[1:]):
        names = _signatures(text, _past_closing(text, start, end, language), end, named)
        if not names:
            is_date = end - start <= _LEAD and any(sign.isdigit() for sign in text[start:end])
            if signed or skipped or not is_date:
                break
            skipped += 1
        signed = [*names, *signed]
    return tuple(signed)


def _demanding(
    text: str, lines: Sequence[tuple[int, int]], language: str, named: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The body that the first sentence of a text says to demand or condemn something now: X strongly condemns."""
    verbs = words("demand_verbs.csv", language)
    for start, end in lines[:_HEAD]:
        first = next((m for m in named if start <= m.start < end and m.kind == "organisation"), None)
        if first is None or first.start - start > _LEAD or not text[start].isupper():
            continue
        before = text[start : first.start].split()
        behind = [fold(word, language) for word in re.findall(r"[\w'’-]+", text[first.end : end])[:_NEAR]]
        forms = {reading.form for word in behind for reading in verbs.get(word, ()) if reading.kind == "verb"}
        if len(before) <= _SHORT and any(form.startswith("present") for form in forms):
            return (first,)
    return ()


def addressees(text: str, language: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Whom a salutation names, or the line before it; else to whom the title says that a letter is."""
    people = [mention for mention in mentions if mention.kind == "person"]
    lines = _lines(text)[:_HEAD]
    for number, (start, end) in enumerate(lines[1:], 1):
        if text[end - 1] in ",!" and end - start <= _LONG and _is_salutation(text[start:end], language):
            here = [m for m in people if start <= m.start and m.end <= end]
            before = [m for m in people if number > 1 and lines[number - 1][0] <= m.start < lines[number - 1][1]]
            if here or before:
                return ((here or before)[0],) if len(here or before) == 1 else ()
            break
    for start, end in lines[:1]:
        letter = [w for w in re.finditer(r"\w+", text[start:end]) if _kinds(w[0], language) & {"letter"}]
        found = [m for m in people if letter and start + letter[0].end() < m.start < end]
        between = text[start + letter[0].end() : found[0].start].split() if found else []
        if len(found) == 1 and between and _kinds(between[0], language) & {"to"}:
            return (found[0],)
    return ()


def _lines(text: str) -> list[tuple[int, int]]:
    """The lines of a text that are not empty (code points)."""
    found, start = [], 0
    for line in text.split("\n"):
        if words := line.strip():
            first = start + len(line) - len(line.lstrip())
            found.append((first, first + len(words)))
        start += len(line) + 1
    return found


def _kinds(word: str, language: str) -> set[str]:
    return {reading.row["kind"] for reading in words("letter_words.csv", language).get(fold(word, language), ())}


def _is_salutation(line: str, language: str) -> bool:
    return bool(_kinds(re.match(r"\W*(\w*)", line)[1], language) & {"dear"})  # type: ignore[index]


def _behind(text: str, start: int, end: int, language: str, named: Iterable[Mention]) -> tuple[Mention, ...]:
    """The names right behind a word for a statement, or behind words like *of the*, with those that a list adds."""
    found: list[Mention] = []
    for mention in named:
        if start <= mention.start and mention.end <= end:
            between = re.findall(r"\w+|[^\w\s]", text[start : mention.start])
            is_next = _joins(text[start : mention.start], language) if found else _leads(between, language)
            if not is_next or mention.kind == "place":
                break
            found.append(mention)
            start = mention.end
    return tuple(found)


def _leads(between: Sequence[str], language: str) -> bool:
    """Whether words may stand between a word for a statement and whose it is: of the, правозащитного центра."""
    rest = [word for word in between if word not in _QUOTES and not _kinds(word, language) & {"by"}]
    return len(rest) <= _SHORT and all(
        word.isalpha() and word[0].islower() and fold(word, language) not in words("clause_words.csv", language)
        for word in rest
    )


def _joins(between: str, language: str) -> bool:
    """Whether nothing but a comma or *and* stands between two names."""
    parts = re.findall(r"\w+|[^\w\s]", between)
    is_and = [word for word in parts if word.isalpha() and not _kinds(word, language) & {"by"}]
    joint = {
        r.row["kind"] for word in is_and for r in words("clause_words.csv", language).get(fold(word, language), ())
    }
    return (
        len(is_and) <= 1
        and joint <= {"conjunction"}
        and bool(parts)
        and set(parts) - set(is_and) <= {*_QUOTES, ",", "the"}
    )


def _past_closing(text: str, start: int, end: int, language: str) -> int:
    """Where a line goes on behind the words by which letters close: Yours sincerely, X."""
    comma = text.find(",", start, end)
    before = re.findall(r"\w+", text[start:comma]) if comma >= 0 else []
    if not before or not all(_kinds(word, language) & {"closing"} for word in before):
        return start
    return comma + 1 + len(text[comma + 1 : end]) - len(text[comma + 1 : end].lstrip())


def _signatures(text: str, start: int, end: int, named: Iterable[Mention]) -> list[Mention]:
    """The names in a line that says nothing else but who that is: the first, or all if nothing else is there."""
    here = [m for m in named if start <= m.start and m.end <= end and m.kind != "place"]
    marker = _MARKER.match(text, start, end)
    start = marker.end() if marker else start
    if end - start > _LONG or text[end - 1] in _ENDS or text[start].islower() or not here:
        return []
    if here[0].start - start > _LEAD or any(sign in text[start : here[0].start] for sign in ",;—–"):
        return []
    gaps = [text[one.end : other.start] for one, other in pairwise(here)]
    is_list = len(here) > 1 and all(set(gap) <= set(', «»“”"„') for gap in gaps)
    return here if is_list else here[:1]
