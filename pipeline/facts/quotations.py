"""Quotations in one text: words put into somebody's mouth, the words of saying beside them, and who says them.

Here are the direct ones: in quotation marks, or behind a dash. Marks alone make none: titles, names of things and
words held at arm's length stand in them too. So a word of saying has to stand beside the marks, or in the same
sentence before a fragment that cannot be a title. What is said without marks is found in `reported`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.marks import Quoted, Span, quoted
from pipeline.facts.sayings import SPEECH, Cue, Speech, Subject

AFTER = 200
"""Code points behind a quotation in which its word of saying is looked for."""

BEFORE = 250
"""Code points before a quotation in which its word of saying is looked for."""

_FAR = 3
"""Words: a shorter fragment has to stand right beside the word of saying."""
_SENTENCE = 4
"""Words: what stands in marks without a word of saying of its own has to be a sentence at least so long."""
_TITLE = 8
"""Words: a title or the name of a thing is no longer, where all of its long words are capitalised."""

_WORDS = re.compile(r"[^\W_]+(?:[-’'ʼ][^\W_]+)*")
_EDGES = re.compile(r"[\s,;:—–-]+$|^\s+")
_FULL = re.compile(r"[.!?…][\s»”“\"’)\]]*$")
_GAP = re.compile(r"[\s,.;:!?…—–-]*")
# A dash before the author's words inside the marks or behind a dash: «…, — said Novik. — …»
_ASIDE = re.compile(r"[,.!?…]\s?[—–-]{1,2}\s+(?=\w)")
_RESUMED = re.compile(r"[.,:;!?]\s?[—–-]{1,2}\s+(?=[^\s—–-])")
_DASH = re.compile(r"[—–-]{1,2}\s+(?=\w|[«„“\"])")
_NAMED = re.compile(r"(?:[^\W\d_][\w.’'-]{0,30}[ \u00a0]){0,4}[^\W\d_][\w.’'-]{0,30}:[ \u00a0]?$")
_JOINED = re.compile(r"[\s,]*(?:\w{1,4}[\s,]*)?$")


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


class _Finder:
    def __init__(
        self, speech: Speech, marks: list[Quoted], paragraphs: Sequence[Span], sentences: Sequence[Span]
    ) -> None:
        self.speech, self.text = speech, speech.text
        self.marks, self.paragraphs = marks, paragraphs
        self.begins = [start for start, _ in sentences]

    def in_marks(self) -> Iterator[Quotation]:
        """Direct quotations in quotation marks."""
        paragraph = sentence = 0
        last: dict[int, tuple[Quoted, Quotation]] = {}
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
            if previous and previous[0].outer_end > low:
                low = previous[0].outer_end
            following = next((q for q in self.marks[number + 1 : number + 30] if q.outer_start >= mark.outer_end), None)
            if following and following.outer_start < high:
                high = following.outer_start
            begin = max(low, self.begins[sentence] if self.begins else low, mark.outer_start - BEFORE)
            parts = self._around_asides((mark.start, mark.end), "quoted_then_said")
            if not parts:
                one = self._judge(mark, low, begin, high, previous, paragraph)
                parts = [one] if one else []
            if parts:
                last[mark.depth] = (mark, parts[-1])
                yield from parts

    def _bounds(self, paragraph: int, mark: Quoted) -> Span:
        """The paragraphs in which the quotation begins and ends: its words of saying stand there."""
        end = next((end for _, end in self.paragraphs[paragraph : paragraph + 40] if end >= mark.outer_end), 0)
        return self.paragraphs[paragraph][0], max(end, mark.outer_end)

    def _judge(
        self,
        mark: Quoted,
        low: int,
        begin: int,
        high: int,
        previous: tuple[Quoted, Quotation] | None,
        paragraph: int,
    ) -> Quotation | None:
        """The quotation that stands in these marks, if it is one.

        `low` and `high` bound what belongs to no other quotation; `begin` is where its sentence begins, if that is later.
        """
        span = trim(self.text, mark.start, mark.end)
        words = _WORDS.findall(self.text, *span)
        if not words:
            return None
        lead = self.text[begin : mark.outer_start]
        opens = not any(char.isalpha() for char in lead) or lead.rstrip().endswith((":", ": —", ": –", ": -"))
        fragment = self.text[span[0]].islower() or self.text[span[0]] in "[…."
        if not opens and self._is_title(span, words):
            return None
        cue, subject = self._after(mark, high)
        if cue and (opens or (fragment and len(words) > 1) or lead.rstrip().endswith(",")):
            return attributed("direct", "quoted_then_said", span, cue, subject)
        cue, subject, is_beside = self._before(mark, low, begin)
        if cue and (is_beside or (fragment and (len(words) >= _FAR or "call" in cue.kinds))):
            return attributed("direct", "said_then_quoted" if is_beside else "quoted_fragment", span, cue, subject)
        if opens and lead.rstrip().endswith(":"):
            name = _NAMED.search(self.text, max(begin, mark.outer_start - 160), mark.outer_start)
            is_name = name and all(word[0].isupper() for word in _WORDS.findall(name[0]))
            if name and is_name and name.start() == self.paragraphs[paragraph][0]:
                end = self.text.rindex(":", name.start(), name.end())
                return replace(attributed("direct", "named_then_quoted", span, None, None), speaker=(name.start(), end))
        return self._again(mark, span, words, low, begin, fragment, previous, paragraph)

    def _is_title(self, span: Span, words: list[str]) -> bool:
        """Whether it may be the name of something: long words capitalised, or a capital and no end of a sentence."""
        content = self.text[slice(*span)]
        if len(words) <= _TITLE and all(word[0].isupper() or word[0].isdigit() for word in words if len(word) > 4):
            return words[0][0].isupper() and not _FULL.search(content[-1:] if content else "")
        return False

    def _after(self, mark: Quoted, high: int) -> tuple[Cue | None, Subject | None]:
        """The words of saying right behind: *,” the legislators wrote*, *», — сказал Новик*."""
        gap = _GAP.match(self.text, mark.outer_end, high)
        start = gap.end() if gap else mark.outer_end
        inside = self.text[max(mark.start, mark.end - 4) : mark.end].rstrip(" \u00a0\u202f»”“’‘'\"")[-1:]
        between = self.text[mark.outer_end : start]
        if not (inside and inside in ",.!?…—–-") and not between.strip():
            return None, None
        has_dash = any(dash in between for dash in ("—", "–", "- ", "--"))
        is_new = "." in between or "!" in between or "?" in between
        if (
            (is_new or (inside in ".!?…" and "," not in between))
            and not has_dash
            and self.text[start : start + 1].isupper()
        ):
            return None, None
        return self._said(start, min(high, start + AFTER))

    def _said(self, start: int, limit: int) -> tuple[Cue | None, Subject | None]:
        """The word of saying in the clause that begins at `start`, with its subject before or behind it."""
        end = self._clause_end(start, limit)
        for cue in self.speech.cues_in(start, end):
            if not cue.kinds & (SPEECH | {"source", "after"}):
                continue
            number = cue.first - self.speech.index(start)
            if "source" in cue.kinds:
                if number:
                    continue
                return cue, self.speech.subject_after(cue, end)
            if number > 12 or not self.speech.is_meant(cue):
                return None, None
            before = self.speech.subject_before(cue, start) if number else None
            subject = before or self.speech.subject_after(cue, end)
            return cue, subject
        return None, None

    def _clause_end(self, start: int, limit: int) -> int:
        """Where the sentence that goes on at `start` ends, at most `limit`."""
        for match in re.compile(r"[.!?;](?=\s+[^\sa-zа-яёіўїєґ])|\n").finditer(self.text, start, limit):
            before = self.text[max(start, match.start() - 5) : match.start()]
            if match[0] != "." or len(before.split()[-1:] and before.split()[-1] or "") > 3:
                return match.start()
        return limit

    def _before(self, mark: Quoted, low: int, begin: int) -> tuple[Cue | None, Subject | None, bool]:
        """The words of saying before it in the sentence, and whether nothing but a few words stands between."""
        at = mark.outer_start
        lead = self.text[begin:at]
        if not lead.strip():
            begin, lead = self._before_colon(low, at)
        colon = lead.rstrip().rstrip("—–- ").endswith(":")
        cues = [
            cue
            for cue in self.speech.cues_in(begin, at)
            if cue.kinds & (SPEECH | {"call", "source", "demand", "of"}) and self.speech.is_meant(cue)
        ]
        if not cues:
            return None, None, False
        cue = cues[-1]
        between = self.speech.index(at) - cue.last
        if "source" in cue.kinds:
            return cue, self.speech.subject_after(cue, at), colon
        if "call" in cue.kinds and not cue.kinds & {"say", "say_that"} and between < 1 and not colon:
            return None, None, False  # a village called “Zarya”
        words = self.speech.words[cue.last : cue.last + between]
        near = between <= 3 and all(self.speech.lexicon.is_a(w.key, "that", "audience", "auxiliary") for w in words)
        subject = self.speech.subject_before(cue, begin) or (self.speech.subject_after(cue, at) if between else None)
        is_sentence = colon or self.text[at - 2 : at - 1] == "," or not self.text[mark.start].isupper()
        ends = _FULL.search(self.text, max(mark.start, mark.end - 3), mark.end) is not None
        return cue, subject, colon or (near and (is_sentence or ends or self.text[mark.end - 1] == ","))

    def _before_colon(self, low: int, at: int) -> tuple[int, str]:
        """The sentence before, where a colon at its end says that words follow, maybe in the next paragraph."""
        before = self.text[max(0, at - BEFORE) : at].rstrip().rstrip("—–- ").rstrip()
        if not before.endswith(":"):
            return at, ""
        end = max(0, at - BEFORE) + len(before)
        starts = [start for start in self._recent(end) if start < end]
        begin = max(starts[-1] if starts else 0, at - BEFORE)
        return begin, self.text[begin:at]

    def _recent(self, end: int) -> list[int]:
        from bisect import bisect_left

        number = bisect_left(self.begins, end)
        return self.begins[max(0, number - 1) : number]

    def _again(
        self,
        mark: Quoted,
        span: Span,
        words: list[str],
        low: int,
        begin: int,
        fragment: bool,
        previous: tuple[Quoted, Quotation] | None,
        paragraph: int,
    ) -> Quotation | None:
        """What goes on from a quotation before it, or stands alone behind a sentence that says who speaks."""
        if previous:
            between = self.text[previous[0].outer_end : mark.outer_start]
            beside = len(between) <= AFTER and "\n" not in between
            is_list = _JOINED.match(between) is not None and len(between) < 12
            if beside and (is_list or self._goes_on(previous, between, words)):
                old = previous[1]
                return replace(old, start=span[0], end=span[1], method_id="quoted_again")
        if len(words) <= _SENTENCE or fragment or not _FULL.search(self.text, mark.end - 1, mark.end):
            return None
        if mark.depth or self.text[begin : mark.outer_start].strip():
            return None
        starts = self._recent(mark.outer_start)
        if not starts or mark.outer_start - starts[-1] > 2 * BEFORE:
            return None
        cues = [
            cue
            for cue in self.speech.cues_in(starts[-1], mark.outer_start)
            if cue.kinds & {"say", "say_that", "quoted"} and self.speech.is_meant(cue)
        ]
        inside = any(q.outer_start < cue.start < q.outer_end for cue in cues[:1] for q in self.marks)
        if not cues or inside:
            return None
        subject = self.speech.subject_before(cues[0], starts[-1]) or self.speech.subject_after(
            cues[0], mark.outer_start
        )
        return attributed("direct", "quoted_again", span, cues[0], subject) if subject else None

    def _goes_on(self, previous: tuple[Quoted, Quotation], between: str, words: list[str]) -> bool:
        """Whether only the words of saying of the one before stand between the two: *“…,” Novik said. “…”*"""
        old = previous[1]
        if not old.cue or not previous[0].outer_end <= old.cue[0] < previous[0].outer_end + len(between):
            return False
        ended = between.rstrip().rstrip("—–-").rstrip()
        return len(words) >= 2 and ended.endswith((".", ",", ":", "…")) and not re.search(r"[.!?]\s+\w", ended)

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
        for match in _ASIDE.finditer(self.text, start, end):
            if match.start() < start:
                continue
            cue, subject = self._said(match.end(), min(end, match.end() + AFTER))
            if not cue or cue.first - self.speech.index(match.end()) > 5:
                continue
            parts = [(start, match.start() + (self.text[match.start()] != ","))]
            resumed = _RESUMED.search(self.text, cue.end, min(end, cue.end + AFTER))
            start = resumed.end() if resumed else end
            following = _ASIDE.search(self.text, start, end) if resumed else None
            if resumed and not (following and self._said(following.end(), min(end, following.end() + AFTER))[0]):
                parts.append((start, end))
            for number, part in enumerate(parts):
                part = trim(self.text, *part)
                if _WORDS.search(self.text, *part):
                    name = "quoted_again" if number or found else method_id
                    found.append(attributed("direct", name, part, cue, subject))
        return found
