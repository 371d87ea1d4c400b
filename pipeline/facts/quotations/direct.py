"""Quotations in one text: words put into somebody's mouth, the words of saying beside them, and who says them.

Here are the direct ones: in quotation marks, or behind a dash. Marks alone make none: titles, names of things and
words held at arm's length stand in them too. So a word of saying has to stand beside the marks, or in the same
sentence before a fragment that cannot be a title. What is said without marks is found in `reported`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.quotations.inside import WORDS, ends, is_sentence, is_title, without_stop
from pipeline.facts.quotations.marks import Quoted, Span, quoted
from pipeline.facts.quotations.sayings import SPEECH, SUBJECT, Cue, Speech, Subject

AFTER = 200
"""Code points behind a quotation in which its word of saying is looked for."""

BEFORE = 250
"""Code points before a quotation in which its word of saying is looked for."""

_FAR = 3
"""Words: a shorter fragment has to stand right beside the word of saying."""
_SENTENCE = 4
"""Words: what stands in marks without a word of saying of its own has to be a sentence at least so long."""

_BEFORE = SPEECH | {"call", "source", "own", "demand", "of", "as", "noun"}
"""Kinds of words of saying that may stand before a quotation."""
_NEAR = 3
"""Words that may stand between a word of saying and the quotation beside it: *told reporters that*."""
_ASIDEWORDS = 5
"""Words before the word of saying in an aside: *— and then he added —*."""
_SHORT_GAP = 12
"""Code points between quotations of one list: *“…” and “…”*."""

_EDGES = re.compile(r"(?<![\s,;:—–-])[\s,;:—–-]++$|^\s+")
_GAP = re.compile(r"[\s,.;:!?…—–-]*")
# A dash before the author's words inside the marks or behind a dash: «…, — said Novik. — …»
_ASIDE = re.compile(r"[,.!?…]\s?[—–-]{1,2}\s+(?=\w)")
_RESUMED = re.compile(r"[.,:;!?]\s?[—–-]{1,2}\s+(?=[^\s—–-])")
_DASH = re.compile(r"[—–-]{1,2}\s+(?=\w|[«„“\"])")
_SHORT = re.compile(r"(?:^|\W)\w{1,3}$")
_NAMED = re.compile(r"(?:[^\W\d_][\w.’'-]{0,30}[ \u00a0]){0,4}[^\W\d_][\w.’'-]{0,30}:[ \u00a0]?")
_CLAUSE_END = re.compile(r"[.!?;](?=\s+[^\s\da-zа-яёіўїєґ])|\n")
_JOINED = re.compile(r"[\s,]*+(?:\w{1,4}[\s,]*+)?")


@dataclass(frozen=True)
class Quotation:
    """Words of somebody at `start` to `end`, without marks; code points, ends exclusive.

    `cue` are the words of saying, `speaker` those that name who says it; for a pronoun there is none but `pronoun`.
    """

    start: int
    end: int
    kind: str
    method_id: str
    cue: Span | None = None
    speaker: Span | None = None
    pronoun: str | None = None


def attributed(kind: str, method_id: str, span: Span, cue: Cue | None, subject: Subject | None) -> Quotation:
    """A quotation with what is known of its speaker."""
    named = subject and not subject.pronoun
    return Quotation(
        *span,
        kind,
        method_id,
        (cue.start, cue.end) if cue else None,
        (subject.start, subject.end) if subject and named else None,
        subject.pronoun if subject else None,
    )


def find_direct(speech: Speech, paragraphs: Sequence[Span], sentences: Sequence[Span]) -> list[Quotation]:
    """The direct quotations in the paragraphs of a text, in their order; spans in code points."""
    finder = _Finder(speech, quoted(speech.text, paragraphs), paragraphs, sentences)
    found = [*finder.in_marks(), *finder.behind_dashes()]
    seen: dict[Span, Quotation] = {}
    for quotation in found:
        seen.setdefault((quotation.start, quotation.end), quotation)
    return sorted(seen.values(), key=lambda q: (q.start, q.end))


def trim(text: str, start: int, end: int) -> Span:
    """Without space, and without the comma or dash at the end that belongs to the sentence around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-"):
        end -= 1
    return start, end


@dataclass(frozen=True)
class _Place:
    """What stands in marks (`span`, without what the sentence around it owns), and what can belong to it.

    `low` to `high` belong to no other quotation; `begin` is where its sentence begins, if that is later than `low`.
    `number` says which of the marks it is, `previous` is the quotation before it, with its marks.
    """

    mark: Quoted
    span: Span
    words: list[str]
    low: int
    begin: int
    high: int
    number: int
    paragraph: Span
    previous: tuple[Quoted, Quotation] | None


class _Finder:
    def __init__(
        self, speech: Speech, marks: list[Quoted], paragraphs: Sequence[Span], sentences: Sequence[Span]
    ) -> None:
        self.speech, self.text = speech, speech.text
        self.marks, self.paragraphs = marks, paragraphs
        self.begins = [start for start, _ in sentences]

    def in_marks(self) -> Iterator[Quotation]:
        """Direct quotations in quotation marks."""
        last: dict[int, tuple[Quoted, Quotation]] = {}
        for place in self._places(last):
            parts = self._around_asides((place.mark.start, place.mark.end), "quoted_then_said")
            if not parts:
                one = self._judge(place)
                parts = [one] if one else []
            if parts:
                last[place.mark.depth] = (place.mark, parts[-1])
                yield from parts

    def _places(self, last: dict[int, tuple[Quoted, Quotation]]) -> Iterator[_Place]:
        """Everything in marks that has a word in it; `last` has the last quotation of each depth."""
        paragraph = sentence = 0
        around: list[Quoted] = []
        for number, mark in enumerate(self.marks):
            while self.paragraphs[paragraph][1] <= mark.outer_start:
                paragraph += 1
            while sentence + 1 < len(self.begins) and self.begins[sentence + 1] <= mark.outer_start:
                sentence += 1
            around = [q for q in around if q.outer_end >= mark.outer_end][: mark.depth]
            low, high = (around[-1].start, around[-1].end) if around else self._bounds(paragraph, mark)
            around.append(mark)
            previous = last.get(mark.depth)
            if previous:
                low = max(low, previous[0].outer_end)
            behind = (q.outer_start for q in self.marks[number + 1 : number + 30] if q.outer_start >= mark.outer_end)
            high = min(high, next(behind, high))
            begin = max(low, self.begins[sentence] if self.begins else low, mark.outer_start - BEFORE)
            span = trim(self.text, mark.start, mark.end)
            words = WORDS.findall(self.text, *span)
            if words:
                yield _Place(mark, span, words, low, begin, high, number, self.paragraphs[paragraph], previous)

    def _bounds(self, paragraph: int, mark: Quoted) -> Span:
        """The paragraphs in which the quotation begins and ends: its words of saying stand there."""
        end = next((end for _, end in self.paragraphs[paragraph : paragraph + 40] if end >= mark.outer_end), 0)
        return self.paragraphs[paragraph][0], max(end, mark.outer_end)

    def _judge(self, place: _Place) -> Quotation | None:
        """The quotation that stands in these marks, if it is one."""
        lead = self.text[place.begin : place.mark.outer_start].rstrip()
        colon = lead.rstrip("—–- ").endswith(":")
        opens = colon or not any(char.isalpha() for char in lead)
        first = self.text[place.span[0]]
        fragment = first.islower() or first in "[…."
        if not opens and is_title(self.text, place.span, place.words):
            return None
        cue, subject, is_beside = self._before(place.mark, place.begin) if colon else (None, None, False)
        if cue and "noun" not in cue.kinds and not self._goes_with_noun(place, cue, colon=colon):
            return attributed("direct", "said_then_quoted", place.span, cue, subject)
        cue, subject = self._after(place.mark, place.high)
        if cue and (opens or (fragment and len(place.words) > 1) or lead.endswith(",")):
            return attributed("direct", "quoted_then_said", place.span, cue, subject)
        cue, subject, is_beside = self._before(place.mark, place.begin)
        old = place.previous[1] if place.previous else None
        is_words = fragment or is_beside or ends(self.text, place.span[0], place.mark.end)
        if cue and old and old.cue == (cue.start, cue.end) and is_words:
            return replace(old, start=place.span[0], end=place.span[1], method_id="quoted_again")
        if cue and is_beside and not self._goes_with_noun(place, cue, colon=colon):
            return attributed("direct", "said_then_quoted", place.span, cue, subject)
        if cue and fragment and (len(place.words) >= _FAR or "call" in cue.kinds or self._is_predicate(place, cue)):
            span = without_stop(self.text, place.span)
            return attributed("direct", "quoted_fragment", span, cue, subject)
        return (colon and (self._named(place) or self._behind_colon(place))) or self._again(place, fragment=fragment)

    def _is_predicate(self, place: _Place, cue: Cue) -> bool:
        """Whether it says what something is: *the ruling was “absurd”*, *dismissed it as “absurd”*."""
        at = self.speech.index(place.mark.outer_start) - 1
        kinds = ("passive", "as_link") if "as" in cue.kinds else ("passive",)
        return at >= 0 and self.speech.lexicon.is_a(self.speech.words[at].key, *kinds)

    def _goes_with_noun(self, place: _Place, cue: Cue, *, colon: bool) -> bool:
        """Whether it belongs to a noun behind it: *found the “extremist” book*, *insists: the “new” law holds*."""
        behind = self.text[place.mark.outer_end : place.mark.outer_end + 2]
        joined = behind[:1].isspace() and behind[1:].islower() and self.text[place.span[0]].islower()
        return joined and "call" not in cue.kinds and (colon or len(place.words) == 1)

    def _after(self, mark: Quoted, high: int) -> tuple[Cue | None, Subject | None]:
        """The words of saying right behind: *,” the legislators wrote*, *», — сказал Новик*."""
        gap = _GAP.match(self.text, mark.outer_end, high)
        start = gap.end() if gap else mark.outer_end
        between = self.text[mark.outer_end : start]
        inside = self.text[max(mark.start, mark.end - 4) : mark.end].rstrip(" \u00a0\u202f»”“’‘'\"")[-1:]
        if (not inside or inside not in ",.!?…—–-") and not between.strip():
            return None, None
        has_dash = any(dash in between for dash in ("—", "–", "- ", "--"))
        has_ended = any(sign in between for sign in ".!?") or (inside in ".!?…" and "," not in between)
        cue, subject = self._said(start, min(high, start + AFTER))
        if cue and has_ended and not has_dash and self.text[start : start + 1].isupper():
            rest = self.speech.index(self._clause_end(start, min(high, start + AFTER))) - cue.last
            if inside not in "!?" or cue.first - self.speech.index(start) > _NEAR or rest > _NEAR:
                return None, None  # a new sentence
        return cue, subject

    def _said(self, start: int, limit: int) -> tuple[Cue | None, Subject | None]:
        """The word of saying in the clause that begins at `start`, with its subject before or behind it."""
        end = self._clause_end(start, limit)
        for cue in self.speech.cues_in(start, end):
            if not cue.kinds & (SPEECH | {"source", "own", "after"}):
                continue
            number = cue.first - self.speech.index(start)
            if cue.kinds & {"source", "own"}:
                if number:
                    continue
                return cue, self.speech.subject_after(cue, end) if "source" in cue.kinds else None
            if number > SUBJECT or not self.speech.is_meant(cue):
                return None, None
            before = self.speech.subject_before(cue, start) if number else None
            return cue, before or (None if self.speech.is_told(cue) else self.speech.subject_after(cue, end))
        return None, None

    def _clause_end(self, start: int, limit: int) -> int:
        """Where the sentence that goes on at `start` ends, at most `limit`; no abbreviation (Mr.) ends it."""
        for match in _CLAUSE_END.finditer(self.text, start, limit):
            if match[0] != "." or not _SHORT.search(self.text, max(start, match.start() - 5), match.start()):
                return match.start()
        return limit

    def _before(self, mark: Quoted, begin: int) -> tuple[Cue | None, Subject | None, bool]:
        """The words of saying before it in the sentence, and whether nothing but a few words stands between."""
        at = mark.outer_start
        if not self.text[begin:at].strip():
            begin = self._before_colon(at)
        colon = self.text[begin:at].rstrip(" \t\r\n—–-").endswith(":")
        cues = [
            cue
            for cue in self.speech.cues_in(begin, at)
            if cue.kinds & _BEFORE and self.speech.is_meant(cue) and not self.speech.is_aside(cue)
        ]
        verbs = (cue for cue in reversed(cues) if "noun" not in cue.kinds and (colon or self._may_carry(cue)))
        cue = next(verbs, cues[-1] if cues and colon else None)
        if not cue:
            return None, None, False
        words = self.speech.words[cue.last : self.speech.index(at)]
        if cue.kinds & {"source", "own"}:
            return cue, self.speech.subject_after(cue, at) if "source" in cue.kinds else None, colon
        if "call" in cue.kinds and not cue.kinds & {"say", "say_that"} and not words and not colon:
            return None, None, False  # a village called “Zarya”
        near = len(words) <= _NEAR and all(
            self.speech.lexicon.is_a(word.key, "that", "audience", "auxiliary") for word in words
        )
        is_inside = self.text[at - 2 : at - 1] == "," or not self.text[mark.start].isupper()
        is_end = self.text[mark.end - 1] == "," or ends(self.text, mark.start, mark.end)
        subject = self._subject_of(cue, at, colon=colon)
        return cue, subject, colon or (near and (is_inside or is_end))

    def _may_carry(self, cue: Cue) -> bool:
        """Whether a verb that needs *that* has it."""
        if cue.kinds & _BEFORE != {"say_that"}:
            return True
        return any(self.speech.lexicon.is_a(word.key, "that") for word in self.speech.words[cue.last : cue.last + 1])

    def _subject_of(self, cue: Cue, end: int, *, colon: bool) -> Subject | None:
        """The subject of a cue that stands before the quotation: before the cue, or else behind it."""
        if "noun" in cue.kinds:
            return None
        subject = self.speech.subject(cue, self._recent(cue.end), end)
        is_name = subject and self.text[subject.start : subject.end].istitle()
        if subject and subject.start > cue.start and not colon and not is_name:
            return None  # called him “…”
        return subject

    def _before_colon(self, at: int) -> int:
        """Where the sentence before begins, if a colon at its end says that words follow, maybe in a new paragraph."""
        low = max(0, at - BEFORE)
        before = self.text[low:at].rstrip(" \t\r\n—–-")
        if not before.endswith(":"):
            return at
        return max(self._recent(low + len(before)), low)

    def _recent(self, end: int) -> int:
        """Where the sentence begins that ends before `end`; 0 where there is none."""
        number = bisect_left(self.begins, end)
        return self.begins[number - 1] if number else 0

    def _named(self, place: _Place) -> Quotation | None:
        """*Nina Bondar: “…”* at the beginning of a paragraph, as interviews and minutes have it; no headline."""
        start, at = place.paragraph[0], place.mark.outer_start
        name = _NAMED.fullmatch(self.text, start, at) if at - start < BEFORE else None
        if not name or len(place.words) < _FAR or self.text[slice(*place.span)].isupper():
            return None
        if not all(word[0].isupper() for word in WORDS.findall(name[0])):
            return None
        return Quotation(*place.span, "direct", "named_then_quoted", speaker=(start, self.text.rindex(":", start, at)))

    def _behind_colon(self, place: _Place) -> Quotation | None:
        """*The judge interrupted him: “To the point!”*, though no word of saying is known."""
        if not is_sentence(self.text, place.span, place.words):
            return None
        lead = WORDS.findall(self.text, place.begin, place.mark.outer_start)
        if len(lead) < _FAR or not any(word.islower() and len(word) > _FAR for word in lead):
            return None
        return Quotation(*place.span, "direct", "colon_then_quoted")

    def _again(self, place: _Place, *, fragment: bool) -> Quotation | None:
        """What goes on from a quotation before it, or stands alone behind a sentence that says who speaks."""
        at = place.mark.outer_start
        if place.previous and at - place.previous[0].outer_end <= AFTER:
            between = self.text[place.previous[0].outer_end : at]
            is_list = _JOINED.fullmatch(between) is not None and len(between) < _SHORT_GAP
            goes_on = self._is_second(place, between) if fragment else False
            if "\n" not in between and (is_list or goes_on or self._goes_on(place.previous, between, place.words)):
                return replace(place.previous[1], start=place.span[0], end=place.span[1], method_id="quoted_again")
        is_full = self.text[place.mark.end - 1] in ".!?…" and not fragment
        if not is_full or len(place.words) <= _SENTENCE or place.mark.depth:
            return None
        if self.text[place.begin : at].strip():
            return None
        begin = self._recent(at)
        if at - begin > 2 * BEFORE:
            return None
        cues = [cue for cue in self.speech.cues_in(begin, at) if cue.kinds & SPEECH and self.speech.is_meant(cue)]
        before = self.marks[max(0, place.number - 10) : place.number]
        if not cues or any(q.outer_start < cues[0].start < q.outer_end for q in before):
            return None
        subject = self.speech.subject_before(cues[0], begin) or self.speech.subject_after(cues[0], at)
        return attributed("direct", "quoted_again", place.span, cues[0], subject) if subject else None

    def _is_second(self, place: _Place, between: str) -> bool:
        """Whether it is a second fragment of one sentence: *said he “…” and that the police “…”*."""
        previous = place.previous
        if not previous or not previous[1].cue or previous[1].cue[0] > previous[0].outer_start:
            return False
        cues = self.speech.cues_in(previous[0].outer_end, place.mark.outer_start)
        return len(place.words) >= _FAR and not cues and not re.search(r"[.!?:;]", between)

    def _goes_on(self, previous: tuple[Quoted, Quotation], between: str, words: list[str]) -> bool:
        """Whether only the words of saying of the one before stand between the two: *“…,” Novik said. “…”*"""
        mark, old = previous
        if not old.cue or not mark.outer_end <= old.cue[0] < mark.outer_end + len(between):
            return False
        ended = between.rstrip(" \u00a0—–-")
        return len(words) > 1 and ended.endswith((".", ",", ":", "…")) and not re.search(r"\w{3}[.!?]\s+\w", ended)

    def behind_dashes(self) -> Iterator[Quotation]:
        """Direct speech without marks, in paragraphs that begin with a dash: — …, — said Novik. — …"""
        for start, end in self.paragraphs:
            dash = _DASH.match(self.text, start, end)
            if dash:
                yield from self._around_asides((dash.end(), end), "dash_then_said")

    def _around_asides(self, span: Span, method_id: str) -> list[Quotation]:
        """The stretches of direct speech that words of saying between dashes divide; none where no such words stand.

        What the author says goes on to the next dash behind a mark; where there is none, to the end.
        """
        start, end = span
        found: list[Quotation] = []
        said: tuple[Cue, Subject | None] | None = None
        for match in _ASIDE.finditer(self.text, start, end):
            if match.start() < start:
                continue
            cue, subject = self._said(match.end(), min(end, match.end() + AFTER))
            if not cue or cue.first - self.speech.index(match.end()) > _ASIDEWORDS:
                continue
            said = cue, subject
            stop = match.start() + (self.text[match.start()] != ",")
            found += self._part(start, stop, said, "quoted_again" if found else method_id)
            resumed = _RESUMED.search(self.text, cue.end, min(end, cue.end + AFTER))
            start = resumed.end() if resumed else end
        return found + self._part(start, end, said, "quoted_again") if said else []

    def _part(self, start: int, end: int, said: tuple[Cue, Subject | None], method_id: str) -> list[Quotation]:
        span = trim(self.text, start, end)
        return [attributed("direct", method_id, span, *said)] if WORDS.search(self.text, *span) else []
