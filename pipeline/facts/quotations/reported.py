"""Indirect quotations: what somebody says, in the words of the text, carried by a word of saying.

Patterns over one sentence each; every one of them stops at a number of words. What cannot be told is left out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.facts.quotations.direct import Quotation, attributed, find_direct
from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.sayings import Cue, Speech, Subject, Word

_LONGEST = 3_000
"""Code points: nothing is looked for in a longer sentence."""
_MOST = 15
"""Words of saying that are looked at in one sentence."""
_MAXIMUM = 600
"""Code points: a longer clause is left out."""
_TO_THAT = 10
"""Words between a verb of saying and the word *that*."""
_TO_COMMA = 25
"""Words between *according to* and the comma behind whoever says it."""
_BEHIND = 12
"""Words behind a verb of saying at the end of a sentence."""
_SECOND = frozenset({"say", "quoted", "demand", "as"})
"""Kinds of a second verb of saying that ends the clause of the first."""
_CLAUSE = 3
"""Words: no clause is shorter."""

_NAMED = re.compile(r"\s[«„“\"]$|[»”“\"],?\s")
_DASH = re.compile(r"\s(?:--|[—–])\s")
_OPENS = re.compile(r"[:;“«„\"\n]")
_NUMBER = re.compile(r" ([^\w\s]?\d[\d.,]*%?) ")
_END = " \t\n.,;:!?…—–-"


def find_reported(
    speech: Speech, sentences: Sequence[Span], datelines: Sequence[Span], direct: Sequence[Quotation]
) -> list[Quotation]:
    """The indirect quotations of a text, in their order; `direct` are its direct ones. Spans in code points."""
    found: list[Quotation] = []
    behind = dict(datelines)
    number = 0
    for start, end in sentences:
        while number < len(direct) and direct[number].end <= start:
            number += 1
        quoted = []
        for quotation in direct[number:]:
            if quotation.start >= end:
                break
            quoted.append((quotation.start, quotation.end))
        reader = _Sentence(speech, behind.get(start, start), end, quoted)
        reach = -1
        for quotation in sorted(reader.read(), key=lambda q: (q.start, -q.end)):
            if quotation.end > reach:
                found.append(quotation)
                reach = quotation.end
    return found


class _Sentence:
    def __init__(self, speech: Speech, start: int, end: int, quoted: list[Span]) -> None:
        self.speech, self.text, self.lexicon = speech, speech.text, speech.lexicon
        self.start, self.end, self.quoted = start, end, quoted
        self.first, self.last = speech.index(start), speech.index(end)
        self.words = speech.words

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
        for cue in cues[:_MOST]:
            for found in self._read(cue, cues):
                if found:
                    yield found
                    break

    def _read(self, cue: Cue, cues: list[Cue]) -> Iterator[Quotation | None]:
        if "source" in cue.kinds:
            yield self._according_to(cue)
        elif "own" in cue.kinds:
            yield self._in_own_words(cue)
        if not self.speech.is_meant(cue) or self.speech.is_first_person(cue) or self.speech.is_aside(cue):
            return
        if cue.kinds & {"say", "say_that"}:
            yield self._said_that(cue, cues)
        if "say" in cue.kinds:
            yield self._clause_then_said(cue, cues)
        if "demand" in cue.kinds:
            yield self._demanded(cue)
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
            named = _NAMED.match(self.text, previous, word.start) and not self._is_quoted(word.start, word.end)
            opens = not named and _OPENS.search(self.text, previous, word.start)
            if opens or any(c.start == word.start for c in cues):
                break
            if self.lexicon.is_a(word.key, "that"):
                if not self._may_stand_between(cue, between, word):
                    break
                return self._clause(cue, word.end, "said_that")
            if between and self._begins_behind(between, word):
                return self._clause(cue, word.start, "said_that")
            between.append(word)
            previous = word.end
        return self._without_that(cue)

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
        known = [self._is_name(word) or self.lexicon.is_a(word.key, "audience", "determiner") for word in between]
        return len(between) <= 4 and all(known)

    def _begins_behind(self, between: list[Word], word: Word) -> bool:
        """Whether a clause without *that* begins behind a time or place: *said on Tuesday it had …*"""
        if not self.lexicon.is_a(between[0].key, "stop") or not self.lexicon.is_a(word.key, "he", "she", "it"):
            return False
        at = self.speech.index(word.end)
        return at < self.last and self.lexicon.is_a(self.words[at].key, "finite")

    def _is_finite(self, word: Word) -> bool:
        return self.lexicon.is_a(word.key, "finite") or self.lexicon.ends_as(word.key, "finite_ending")

    def _is_name(self, word: Word) -> bool:
        return self.text[word.start].isupper()

    def _without_that(self, cue: Cue) -> Quotation | None:
        if "say" not in cue.kinds or not self.lexicon.words_of("begins"):
            return None
        at = cue.last
        while at < self.last and at < cue.last + 3 and self.lexicon.is_a(self.words[at].key, "audience"):
            at += 1
        if at >= self.last or _OPENS.search(self.text, cue.end, self.words[at].start):
            return None
        begin = self.words[at]
        if "," in self.text[cue.end : begin.start] or (at == cue.last and self._joins_name(cue, begin)):
            return None
        number = _NUMBER.fullmatch(self.text, self.words[at - 1].end, begin.start)
        if not (number or self._is_name(begin) or self.lexicon.is_a(begin.key, "begins")):
            return None
        is_pronoun = self.lexicon.is_a(begin.key, "he", "she", "it")
        previous = begin.start
        for n, word in enumerate(self.words[at + 1 : min(self.last, at + 13)]):
            if _OPENS.search(self.text, previous, word.start):
                return None
            if "," in self.text[previous : word.start] and (n < 1 or self.text.endswith(", ", 0, cue.start)):
                return None
            if (self._is_finite(word) or is_pronoun) and not self._is_name(word):
                return self._clause(cue, number.start(1) if number else begin.start, "said_that")
            if self.lexicon.is_a(word.key, "that"):
                return None
            previous = word.end
        return None

    def _joins_name(self, cue: Cue, begin: Word) -> bool:
        """Whether the word behind the verb may be its subject: *, said Novik*."""
        before = self.text[: cue.start].rstrip()[-1:] if cue.start < 2 else self.text[cue.start - 2 : cue.start].strip()
        return self._is_name(begin) and before[-1:] in ("”", '"', "»", "’")

    def _clause_then_said(self, cue: Cue, cues: list[Cue]) -> Quotation | None:
        """*…, the ministry said on Monday.*, *…, сообщил министр.*"""
        others = [c for c in cues if c is not cue and c.kinds & {"say", "say_that", "source"}]
        if others or cue is not cues[-1] or self._is_quoted(self.start, self.end):
            return None
        rest = self.words[cue.last : self.last]
        if len(rest) > _BEHIND or any(self.lexicon.is_a(word.key, "that") for word in rest):
            return None
        if re.search(r"[:;“«„\"—–]", self.text[cue.end : self.end]):
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
        if strict and not any(self._is_finite(word) for word in self.words[self.first : self.speech.index(comma)]):
            return None
        if self.speech.index(comma) - self.first <= _CLAUSE:
            return None
        return self._made(cue, subject, self.start, comma, "clause_then_said")

    def _is_inverted(self, rest: list[Word], subject: Subject | None, *, strict: bool) -> bool:
        """Whether what follows the verb can be who says it."""
        if not rest:
            return False
        if subject:
            if subject.pronoun:
                return not self.lexicon.is_a(subject.pronoun, "first")
            named = any(char.isupper() for char in self.text[subject.start : subject.end])
            return named or (not strict and len(rest) <= 3 and not self.lexicon.is_a(rest[0].key, "audience"))
        return not strict and self.lexicon.is_a(rest[0].key, "stop") and any(self._is_name(w) for w in rest[1:4])

    def _according_to(self, cue: Cue) -> Quotation | None:
        """*According to witnesses, …* and *…, according to the ministry.*"""
        subject = self.speech.subject_after(cue, self.end)
        source = self.words[cue.last : min(self.last, cue.last + 6)]
        if not subject or any(self.lexicon.is_a(word.key, "no_source") for word in source[:4]):
            return None
        if self.lexicon.is_a(subject.pronoun or "", "first"):
            return None
        named = any(char.isupper() for char in self.text[subject.start : subject.end])
        if cue.last - cue.first == 1 and not named:  # paviedle, według, laut: more often no person
            return None
        if cue.first == self.first:
            comma = self.text.find(",", cue.end, self.end)
            if comma < 0 or self.speech.index(comma) - cue.last > _TO_COMMA:
                return None
            comma = self._behind_apposition(comma, named=named)
            return self._made(cue, subject, comma + 1, self._cut(comma + 1), "according_to")
        rest = self.last - cue.last
        if rest > _BEHIND or re.search(r"[:;]", self.text[cue.end : self.end]):
            return None
        return self._made(cue, subject, self.start, cue.start, "according_to")

    def _in_own_words(self, cue: Cue) -> Quotation | None:
        """*По его словам, …* and *…, selon elle.*"""
        if cue.first == self.first:
            if self.text[cue.end : cue.end + 1] != ",":
                return None
            return self._made(cue, None, cue.end + 1, self._cut(cue.end + 1), "according_to")
        is_last = cue.last == self.last and self.text[self.start : cue.start].rstrip().endswith(",")
        return self._made(cue, None, self.start, cue.start, "according_to") if is_last else None

    def _behind_apposition(self, comma: int, *, named: bool) -> int:
        """The comma that ends what is said of a speaker: *according to Novik, a lawyer, …*"""
        following = self.text.find(",", comma + 1, self.end)
        first = self.speech.index(comma)
        if first < self.last and self.lexicon.is_a(self.words[first].key, "relative"):
            return following if following >= 0 else self.end
        between = self.words[self.speech.index(comma) : self.speech.index(max(following, comma))]
        if between and self._is_name(between[0]):
            is_name = len(between) < 5 and all(self._is_name(word) for word in between)
            return following if is_name and not named else comma
        if following < 0 or not self.lexicon.words_of("finite"):
            return comma
        words = self.words[self.speech.index(comma) : self.speech.index(following)]
        if len(words) > 8 or any(self._is_finite(word) for word in words):
            return comma
        return following if self.speech.index(following) < self.last else comma

    def _demanded(self, cue: Cue) -> Quotation | None:
        """*They are demanding he step down*, *потребовал освободить …*"""
        before = self.words[cue.first - 1 : cue.first] if cue.first > self.first else []
        if any(self.lexicon.is_a(word.key, "determiner") for word in before):
            return None
        following = self.words[cue.last : min(self.last, cue.last + 9)]
        if not following or _OPENS.search(self.text, cue.end, following[0].start):
            return None
        if self.lexicon.is_a(following[0].key, "that"):
            return self._clause(cue, following[0].end, "demanded")
        if self.lexicon.is_a(following[0].key, "stop") or "," in self.text[cue.end : following[0].start]:
            that = next((word for word in following if self.lexicon.is_a(word.key, "that")), None)
            return self._clause(cue, that.end, "demanded") if that else None
        return self._object(cue, cue.last, "demanded")

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
                return self._object(cue, cue.last + (number + 1 if kind == "of" else 0), "reported")
            previous = word.end
        return None

    def _about(self, cue: Cue) -> Quotation | None:
        """*raised concerns about the arrest of Novik*; what the author adds to the name, *a lawyer*, is left out."""
        if cue.last >= self.last:
            return None
        start = self.words[cue.last].start
        end = self._cut(start)
        for left, right in pairwise(self.words[cue.last : self.last]):
            is_gloss = self._is_name(left) and self.lexicon.is_a(right.key, "article")
            if is_gloss and right.end <= end and self.text[left.end : right.start].strip() == ",":
                end = left.end
        return self._made(cue, self._subject(cue), start, end, "reported")

    def _object(self, cue: Cue, first: int, method_id: str) -> Quotation | None:
        if first >= self.last:
            return None
        return self._clause(cue, self.words[first].start, method_id)

    def _clause(self, cue: Cue, start: int, method_id: str) -> Quotation | None:
        return self._made(cue, self._subject(cue), start, self._cut(start), method_id)

    def _subject(self, cue: Cue) -> Subject | None:
        """Who says it: as a rule before the verb, and behind it only where the language puts *that* behind that."""
        behind = bool(cue.kinds & {"say", "say_that"}) and not self.lexicon.words_of("begins")
        return self.speech.subject(cue, self.start, self.end if behind else cue.end)

    def _cut(self, start: int) -> int:
        """Where the clause ends: with its sentence, or where the author goes on."""
        end = self.end
        semicolon = self.text.find(";", start, end)
        end = semicolon if semicolon >= 0 else end
        if self.lexicon.is_a("—", "break"):
            dash = _DASH.search(self.text, start, end)
            end = dash.start() if dash else end
        for match in re.finditer(r",\s+(?=[^\W\d_])", self.text[start:end]):
            at = self.speech.index(start + match.end())
            if at < len(self.words) and self.lexicon.is_a(self.words[at].key, "break"):
                return start + match.start()
        for other in self.speech.cues_in(start, end)[:_MOST]:  # said it was late and urged them to go
            left = self.words[other.first - 1]
            joined = left.start > start and self.text[left.end : other.start].isspace()
            if joined and other.kinds & _SECOND and self.lexicon.is_a(left.key, "and"):
                return left.start
        return end

    def _is_quoted(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.quoted)

    def _made(self, cue: Cue, subject: Subject | None, start: int, end: int, method_id: str) -> Quotation | None:
        """The quotation, if the clause is one: neither too short nor too long, nor mostly a direct quotation."""
        while start < end and (self.text[start].isspace() or self.text[start] in ",—–-"):
            start += 1
        while end > start and self.text[end - 1] in _END:
            end -= 1
        words = self.speech.index(end) - self.speech.index(start)
        direct = sum(max(0, min(b, end) - max(a, start)) for a, b in self.quoted)
        if words < (2 if method_id == "said_that" else _CLAUSE) or end - start > _MAXIMUM or 2 * direct >= end - start:
            return None
        if start <= cue.start < end:
            return None
        return attributed("indirect", method_id, (start, end), cue, subject)


def find(
    text: str, language: str, paragraphs: Sequence[Span], sentences: Sequence[Span], datelines: Sequence[Span] = ()
) -> list[Quotation]:
    """All quotations of a text, in their order; spans in code points, `language` is BCP 47."""
    speech = Speech(text, language)
    direct = find_direct(speech, paragraphs, sentences)
    taken = {(quotation.start, quotation.end) for quotation in direct}
    reported = find_reported(speech, sentences, datelines, direct)
    found = [*direct, *(q for q in reported if (q.start, q.end) not in taken)]
    return sorted(found, key=lambda q: (q.start, q.end))
