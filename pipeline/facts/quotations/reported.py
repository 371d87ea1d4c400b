"""Indirect quotations: what somebody says, in the words of the text, carried by a word of saying.

Patterns over one sentence each; every one of them stops at a number of words. What cannot be told is left out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.facts.grammar.setting import without_datelines
from pipeline.facts.quotations.clauses import CLAUSE, MOST
from pipeline.facts.quotations.direct import Quotation, find_direct
from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.sayings import Cue, Speech, Subject, Word
from pipeline.facts.quotations.sources import BEHIND, Sources

_LONGEST = 3_000
"""Code points: nothing is looked for in a longer sentence."""
_TO_THAT = 10
"""Words between a verb of saying and the word *that*."""

_BETWEEN = 8
"""Words of saying with their subject between two commas."""
_TO_INFINITIVE = 5
"""Words between a promise or request and the infinitive."""

_NAMED = re.compile(r"\s[«„“\"]$|[»”“\"],?\s")
_OPENS = re.compile(r"[:;“«„\"\n]")
_NUMBER = re.compile(r" ([^\w\s]?\d[\d.,]*%?) ")


def find_reported(speech: Speech, sentences: Sequence[Span], direct: Sequence[Quotation]) -> list[Quotation]:
    """The indirect quotations of a text, in their order; `direct` are its direct ones. Spans in code points."""
    found: list[Quotation] = []
    number = 0
    for start, end in sentences:
        while number < len(direct) and direct[number].end <= start:
            number += 1
        quoted = []
        for quotation in direct[number:]:
            if quotation.start >= end:
                break
            quoted.append((quotation.start, quotation.end))
        reader = _Sentence(speech, start, end, quoted)
        reach = -1
        for quotation in sorted(reader.read(), key=lambda q: (q.start, -q.end)):
            if quotation.end > reach:
                found.append(quotation)
                reach = quotation.end
    return found


class _Sentence(Sources):
    def read(self) -> Iterator[Quotation]:
        """What is reported in the sentence; nothing of a question."""
        if self.end - self.start > _LONGEST:
            return
        if self.text[self.start : self.end].rstrip(' »”“"’)').endswith("?"):
            return
        cues = [
            cue
            for cue in self.speech.cues_in(self.start, self.end)
            if "noun" not in cue.kinds and not any(start <= cue.start < end for start, end in self.quoted)
        ]
        for cue in cues[:MOST]:
            for found in self._read(cue, cues):
                if found:
                    yield found
                    break

    def _read(self, cue: Cue, cues: list[Cue]) -> Iterator[Quotation | None]:
        if "source" in cue.kinds:
            yield self.according_to(cue)
        elif "own" in cue.kinds:
            yield self.in_own_words(cue)
        if not self.speech.is_meant(cue) or self.speech.is_first_person(cue):
            return
        if cue.kinds & {"say", "say_that"}:
            yield self._said_that(cue, cues)
        if self.speech.is_aside(cue):
            return
        if "say" in cue.kinds:
            yield self._said_between(cue)
            yield self._clause_then_said(cue, cues)
        if "ask" in cue.kinds:
            yield self._asked(cue)
        if "demand" in cue.kinds:
            yield self._demanded(cue)
        if "promise" in cue.kinds:
            yield self._promised(cue)
        if "about" in cue.kinds:
            yield self._about(cue)
        for kind in ("of", "as"):
            if kind in cue.kinds:
                yield self._linked(cue, kind)

    def _said_that(self, cue: Cue, cues: list[Cue]) -> Quotation | None:
        """*Novik told reporters that …*, *сказал, что …*; where the language can do without, *said the vote was …*"""
        between: list[Word] = []
        previous = cue.end
        for word in self.words[cue.last : min(self.last, cue.last + _TO_THAT)]:
            named = _NAMED.match(self.text, previous, word.start) and not self.is_quoted(word.start, word.end)
            opens = not named and _OPENS.search(self.text, previous, word.start)
            if opens or any(c.start == word.start for c in cues):
                break
            if self.lexicon.is_a(word.key, "that"):
                if not self._may_stand_between(cue, between, word):
                    break
                return self.clause(cue, word.end, "said_that")
            if between and self._begins_behind(between, word):
                return self.clause(cue, word.start, "said_that")
            between.append(word)
            previous = word.end
        return None if self.speech.is_aside(cue) else self._without_that(cue)

    def _may_stand_between(self, cue: Cue, between: list[Word], that: Word) -> bool:
        """Whether what stands between the verb and *that* is whom it was said to, when, and where: no object."""
        if "," in self.text[that.start - 2 : that.start] and not self.lexicon.words_of("begins"):
            return True
        if not between or self.lexicon.is_a(between[0].key, "stop", "audience"):
            return True
        if self.text[cue.end : cue.end + 1] == ",":
            return True
        if self.speech.is_told(cue):
            return True
        known = [self.is_name(word) or self.lexicon.is_a(word.key, "audience", "determiner") for word in between]
        return len(between) <= 4 and all(known)

    def _begins_behind(self, between: list[Word], word: Word) -> bool:
        """Whether a clause without *that* begins behind a time or place: *said on Tuesday it had …*"""
        if not self.lexicon.is_a(between[0].key, "stop") or not self.lexicon.is_a(word.key, "he", "she", "it"):
            return False
        at = self.speech.index(word.end)
        return at < self.last and self.lexicon.is_a(self.words[at].key, "finite")

    def _without_that(self, cue: Cue) -> Quotation | None:
        if "say" not in cue.kinds or not self.lexicon.words_of("begins"):
            return None
        at = cue.last
        while at < self.last and at < cue.last + 3 and self.lexicon.is_a(self.words[at].key, "audience"):
            at += 1
        if at >= self.last or _OPENS.search(self.text, cue.end, self.words[at].start):
            return None
        if self.speech.is_told(cue) and at == cue.last and self.is_name(self.words[at]):  # told the Tribune he had left
            at = self._behind_name(at)
            if at >= self.last or not self.lexicon.is_a(self.words[at].key, "begins"):
                return None
        begin = self.words[at]
        if "," in self.text[cue.end : begin.start] or (at == cue.last and self._is_behind_marks(cue)):
            return None
        number = _NUMBER.fullmatch(self.text, self.words[at - 1].end, begin.start)
        if not (number or self.is_name(begin) or self.lexicon.is_a(begin.key, "begins")):
            return None
        is_pronoun = self.lexicon.is_a(begin.key, "he", "she", "it")
        previous = begin.start
        for n, word in enumerate(self.words[at + 1 : min(self.last, at + 13)]):
            if _OPENS.search(self.text, previous, word.start):
                return None
            if "," in self.text[previous : word.start] and (n < 1 or self.text.endswith(", ", 0, cue.start)):
                return None
            if (self.is_finite(word) or is_pronoun) and not self.is_name(word):
                return self.clause(cue, number.start(1) if number else begin.start, "said_that")
            if self.lexicon.is_a(word.key, "that"):
                return None
            previous = word.end
        return None

    def _behind_name(self, at: int) -> int:
        """The index of the first word behind a name."""
        while at < self.last and self.is_name(self.words[at]):
            at += 1
        return at

    def _is_behind_marks(self, cue: Cue) -> bool:
        """Whether what follows the verb may be its subject: *“…,” said the chairman*."""
        return self.text[max(0, cue.start - 2) : cue.start].strip()[-1:] in ("”", '"', "»", "’")

    def _clause_then_said(self, cue: Cue, cues: list[Cue]) -> Quotation | None:
        """*…, the ministry said on Monday.*, *…, сообщил министр.*"""
        others = [c for c in cues if c is not cue and c.kinds & {"say", "say_that", "source"}]
        if others or cue is not cues[-1] or self.is_quoted(self.start, self.end):
            return None
        rest = self.words[cue.last : self.last]
        if len(rest) > BEHIND or any(self.lexicon.is_a(word.key, "that") for word in rest):
            return None
        if re.search(r"[:;—–]", self.text[cue.end : self.end]) or self.is_quoted(cue.end, self.end):
            return None
        commas = [m.start() for m in re.finditer(r",", self.text[self.start : cue.start])]
        if not commas:
            return None
        comma = self.start + commas[-1]
        if self.text[comma - 1] in '"”»“’':  # a quotation whose beginning was not found
            return None
        between = self.speech.index(cue.start) - self.speech.index(comma)
        strict = bool(self.lexicon.words_of("begins"))
        subject: Subject | None
        if between:
            subject = self.speech.subject_before(cue, comma + 1)
            if not strict or not subject or subject.start > comma + 3 or between > 8:
                return None
            if rest and not self.lexicon.is_a(rest[0].key, "stop", "audience"):
                return None
        else:
            subject = self.speech.subject_after(cue, self.end)
            if not self._is_inverted(rest, subject, strict=strict):
                return None
        if strict and not any(self.is_finite(word) for word in self.words[self.first : self.speech.index(comma)]):
            return None
        if self.speech.index(comma) - self.first <= CLAUSE:
            return None
        return self.made(cue, subject, self.start, comma, "clause_then_said")

    def _said_between(self, cue: Cue) -> Quotation | None:
        """*The vote, she said, was a farce*, *Суд, сообщил адвокат, отложили*."""
        begin, end = self.bounds(cue)
        comma = self.text.rfind(",", begin, cue.start)
        following = self.comma(cue.end, end)
        if comma < 0 or following < 0 or self.is_quoted(begin, comma + 2) or self.is_quoted(cue.end, following):
            return None
        words = self.words[self.speech.index(comma) : self.speech.index(following)]
        number = cue.first - self.speech.index(comma)
        if len(words) > _BETWEEN or any(self.lexicon.is_a(word.key, "that", "relative", "and") for word in words):
            return None
        subject = self.speech.subject_before(cue, comma + 1) if number else self.speech.subject_after(cue, following)
        if self.lexicon.is_a(subject.pronoun or "" if subject else "", "first"):
            return None
        rest = words[number + cue.last - cue.first :]
        if number:
            is_subject = subject is not None and subject.start <= words[0].start
        else:
            is_subject = self._is_inverted(rest, subject, strict=bool(self.lexicon.words_of("begins")))
        if not is_subject or (number and rest and not self.lexicon.is_a(rest[0].key, "stop", "audience")):
            return None
        return self.around(cue, subject, (begin, comma + 1), (following, end), "clause_then_said")

    def _asked(self, cue: Cue) -> Quotation | None:
        """*asked whether he was there*, *запитала, чи внесено його*, *спросил, есть ли список*: to the comma."""
        comma = self.comma(cue.end, self.end)
        for number, word in enumerate(self.words[cue.last : min(self.last, cue.last + _TO_THAT)]):
            behind = self.words[self.speech.index(comma)].start if 0 <= comma < word.start else None
            if self.lexicon.is_a(word.key, "whether") and (behind is not None or self.lexicon.words_of("begins")):
                start = word.start if behind is None else behind
                subject, end = self.subject_of(cue), self.comma(start, self.end)
                if not subject and not number:
                    return None  # nobody is said to have asked
                return self.made(cue, subject, start, end if end >= 0 else self.cut(start), "said_that")
            if self.lexicon.is_a(word.key, "that") or _OPENS.search(self.text, cue.end, word.start):
                break
        return None

    def _promised(self, cue: Cue) -> Quotation | None:
        """*promised to publish the report*, *обещал опубликовать доклад*, *папрасіла не называць імя*."""
        following = self.words[cue.last : min(self.last, cue.last + _TO_INFINITIVE)]
        start = self._infinitive(cue.end, following)
        return self.clause(cue, start, "demanded") if start is not None else None

    def _infinitive(self, previous: int, words: Sequence[Word]) -> int | None:
        """Where the first infinitive among words begins, with its negation; no further than any mark."""
        negation = None
        for number, word in enumerate(words):
            if self.text[previous : word.start].strip():
                break
            if self.lexicon.is_a(word.key, "infinitive"):
                following = words[number + 1 : number + 2]
                return word.start if following and self._is_verb(following[0]) and not number else None
            if self.lexicon.ends_as(word.key, "infinitive_ending") and not self.is_name(word):
                return word.start if negation is None else negation
            negation = word.start if self.lexicon.is_a(word.key, "negation") else None
            previous = word.end
        return None

    def _is_verb(self, word: Word) -> bool:
        return not self.is_name(word) and not self.lexicon.is_a(word.key, "article", "determiner", "stop", "begins")

    def _is_inverted(self, rest: list[Word], subject: Subject | None, *, strict: bool) -> bool:
        """Whether what follows the verb can be who says it."""
        if not rest:
            return False
        if subject:
            if subject.pronoun:
                return not self.lexicon.is_a(subject.pronoun, "first")
            named = any(char.isupper() for char in self.text[subject.start : subject.end])
            return named or (not strict and len(rest) <= 3 and not self.lexicon.is_a(rest[0].key, "audience"))
        return not strict and self.lexicon.is_a(rest[0].key, "stop") and any(self.is_name(w) for w in rest[1:4])

    def _demanded(self, cue: Cue) -> Quotation | None:
        """*They are demanding he step down*, *потребовал освободить …*"""
        before = self.words[cue.first - 1 : cue.first] if cue.first > self.first else []
        if any(self.lexicon.is_a(word.key, "determiner") for word in before):
            return None
        following = self.words[cue.last : min(self.last, cue.last + 9)]
        if not following or _OPENS.search(self.text, cue.end, following[0].start):
            return None
        if self.lexicon.is_a(following[0].key, "that"):
            return self.clause(cue, following[0].end, "demanded")
        purpose = next((word for word in following if self.lexicon.is_a(word.key, "so_that")), None)
        if purpose:
            return self.clause(cue, purpose.end, "demanded")
        if self.lexicon.words_of("infinitive_ending"):
            infinitive = self._infinitive(cue.end, following)
            is_target = infinitive is not None and not self.lexicon.is_a(following[0].key, "stop")
            start = following[0].start if is_target else infinitive
            return self.clause(cue, start, "demanded") if start is not None else None
        if self.lexicon.is_a(following[0].key, "stop") or "," in self.text[cue.end : following[0].start]:
            that = next((word for word in following if self.lexicon.is_a(word.key, "that")), None)
            return self.clause(cue, that.end, "demanded") if that else None
        return self.object(cue, cue.last, "demanded")

    def _linked(self, cue: Cue, kind: str) -> Quotation | None:
        """*accused the judge of …*, *condemned the election as …*"""
        previous = cue.end
        for number, word in enumerate(self.words[cue.last : min(self.last, cue.last + 15)]):
            if re.search(r"[,:;“«„\"\n]", self.text[previous : word.start]):
                return None
            if self.lexicon.is_a(word.key, f"{kind}_link"):
                following = self.words[cue.last + number + 1 : cue.last + number + 2]
                if any(self.lexicon.is_a(w.key, f"{kind}_stop") for w in following):
                    return None
                if kind == "as" and any(self.is_quoted(w.start, w.end) for w in following):
                    return None  # his very words
                return self.object(cue, cue.last + (number + 1 if kind == "of" else 0), "reported")
            previous = word.end
        return None

    def _about(self, cue: Cue) -> Quotation | None:
        """*raised concerns about the arrest of Novik*; what the author adds to the name, *a lawyer*, is left out."""
        if cue.last >= self.last:
            return None
        start = self.words[cue.last].start
        end = self.cut(start)
        for left, right in pairwise(self.words[cue.last : self.last]):
            is_gloss = self.is_name(left) and self.lexicon.is_a(right.key, "article")
            if is_gloss and right.end <= end and self.text[left.end : right.start].strip() == ",":
                end = left.end
        return self.made(cue, self.subject_of(cue), start, end, "reported")

    def object(self, cue: Cue, first: int, method_id: str) -> Quotation | None:
        if first >= self.last:
            return None
        return self.clause(cue, self.words[first].start, method_id)

    def clause(self, cue: Cue, start: int, method_id: str) -> Quotation | None:
        return self.made(cue, self.subject_of(cue), start, self.cut(start), method_id)


def find(
    text: str, language: str, paragraphs: Sequence[Span], sentences: Sequence[Span], datelines: Sequence[Span] = ()
) -> list[Quotation]:
    """All quotations of a text, in their order; spans in code points, `language` is BCP 47."""
    speech = Speech(text, language)
    sentences = without_datelines(sentences, datelines)
    direct = find_direct(speech, paragraphs, sentences)
    taken = {(quotation.start, quotation.end) for quotation in direct}
    reported = find_reported(speech, sentences, direct)
    found = [*direct, *(q for q in reported if (q.start, q.end) not in taken)]
    return sorted(found, key=lambda q: (q.start, q.end))
