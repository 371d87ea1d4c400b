"""Who says something: the words of saying in a text, and the subject that stands beside them.

The words are data, `reference/sayings.csv`, by language; nothing here knows one. Which words are said is found in
`quotations` (in marks) and `reported` (without).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.facts.quotations.lexicon import lexicon

SPEECH = frozenset({"say", "say_that", "quoted"})
"""Kinds of verbs that can carry direct speech."""

SUBJECT = 12
"""Words: no subject is longer."""

_PARTS = ("relative", "it", "that", "and", "negation", "break", "he", "she", "first")
"""Kinds of words that part a subject from what stands before it."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad]|[-’'ʼ](?=[^\W\d_]))*")
_PLAIN = re.compile(
    r"(?:(?<=s)['’])?[ \u00a0\u202f\n]{1,2}(?:\d(?:[\d.,]{0,9}\d)? |\d{1,3}-)?|(?<=\w)\. |(?<=\w)\.(?=\w)"
)
"""What stands between two words of one subject: the workers' leader, 12 workers, the 43-year-old baker."""
_GAP = 20
"""Code points: no more stands between two such words."""
_BACK = 400
"""Code points before a word of saying in which the one before it is looked for."""
_NAMED = re.compile(r"\s[«„“\"]|[»”“\"]\s")
"""The same before and behind a name in quotation marks."""
_BESIDE = re.compile(r", (?:\d{1,3}-)?")
"""What stands between a noun and what names it: one of them, 24-year-old Pavel Kot."""
_COMMA, _AGE = re.compile(r"[\s\d]{0,5},\s"), re.compile(r",\s\d{1,3},\s")
"""The same before a verb behind what is said of its subject: Novik, who is 71, said; Novik, 71, said."""
_OPENING, _CLOSING = re.compile(r"[«„“\"][^«»„“”\"]{1,60}$"), re.compile(r"[»”“\"]")
_APPOSED = 7
"""Words that may stand between a comma and the end of a name behind it."""
_CLOSES = (*",.;—–", "")
_ASIDE = 25
"""Words of a clause between two commas that says something of a subject: Novik, who ..., said."""
_MAYBE_STOP = 4
"""Letters: a full stop after a word no longer than this may be that of an abbreviation (Mr., проф.)."""


class Word(NamedTuple):
    """A word at `start` to `end` (code points); `key` is in small letters, with typewriter apostrophes."""

    start: int
    end: int
    key: str


class Cue(NamedTuple):
    """Words of saying: `start` to `end` in code points, `first` to `last` as indexes of words, ends exclusive."""

    start: int
    end: int
    first: int
    last: int
    kinds: frozenset[str]


class Subject(NamedTuple):
    """Who says it: the words (code points), or a `pronoun` in small letters, which stands there too."""

    start: int
    end: int
    pronoun: str | None


_CUES = frozenset(
    {"say", "say_that", "quoted", "after", "call", "source", "demand", "promise", "ask", "about", "of", "as"}
    | {"noun", "own"}
)


class Speech:
    """A text with its words, and those of saying among them."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.lexicon = lexicon(language)
        self.words = [
            Word(m.start(), m.end(), m[0].casefold().replace("’", "'").replace("ʼ", "'")) for m in _WORD.finditer(text)
        ]
        self._starts = [word.start for word in self.words]
        self.cues = list(self._find_cues())
        self._cue_starts = [cue.start for cue in self.cues]

    def index(self, place: int) -> int:
        """The index of the first word that begins at `place` (code points) or behind it."""
        return bisect_left(self._starts, place)

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """The words of saying between two places, in their order."""
        at = bisect_left(self._cue_starts, start)
        found = []
        while at < len(self.cues) and self.cues[at].start < end:
            if self.cues[at].end <= end:
                found.append(self.cues[at])
            at += 1
        return found

    def _find_cues(self) -> Iterator[Cue]:
        longest, words = self.lexicon.longest, self.words
        index = 0
        while index < len(words):
            for length in range(min(longest.get(words[index].key, 0), len(words) - index), 0, -1):
                kinds = _CUES.intersection(self.lexicon.kinds(*(w.key for w in words[index : index + length])))
                if kinds and not self._is_part_of_name(index) and not self._is_noun(index):
                    yield Cue(words[index].start, words[index + length - 1].end, index, index + length, kinds)
                    index += length - 1
                    break
            index += 1

    def _is_noun(self, index: int) -> bool:
        """Whether an article makes a noun of what could be a verb: *wrote in her report that*."""
        if not index or not self.lexicon.is_a(self.words[index].key, "noun_too"):
            return False
        left, word = self.words[index - 1], self.words[index]
        return self.text[left.end : word.start] == " " and self.lexicon.is_a(left.key, "article")

    def _is_part_of_name(self, index: int) -> bool:
        """Whether a word is capitalised behind another one: *a Secretary of State*."""
        word = self.words[index]
        if not index or not self.text[word.start].isupper():
            return False
        left = self.words[index - 1]
        return self.text[left.end : word.start] == " " and not self.text[word.start : word.end].isupper()

    def is_meant(self, cue: Cue) -> bool:
        """Whether somebody did say it: no negation and nothing like *would* or *if* stands right before the cue."""
        for word in self._before(cue, 3):
            if self.lexicon.is_a(word.key, "negation", "modal"):
                return False
            if not self.lexicon.is_a(word.key, "auxiliary", "infinitive"):
                break
        if any(self.lexicon.is_a(word.key, "condition") for word in self._before(cue, SUBJECT)):
            return False
        following = self.words[cue.last : cue.last + 1]
        return not any(self.lexicon.is_a(w.key, "negation") and self._joined(cue.end, w.start) for w in following)

    def subject(self, cue: Cue, start: int, end: int) -> Subject | None:
        """Who says it, in the sentence that begins at `start`; behind the cue it stands before `end`.

        A passive has no such subject. That of a second verb, or of a participle (*adding that*), is the subject of the
        word of saying before it.
        """
        before = self.words[cue.first - 1].key if cue.first else ""
        is_participle = any(self.lexicon.is_a(word.key, "participle") for word in self.words[cue.first : cue.last])
        is_passive = self.lexicon.is_a(before, "passive")
        if is_passive and not is_participle:
            return None
        if is_participle == is_passive and not self._is_second(cue):
            return self.subject_before(cue, start) or self.subject_after(cue, end)
        said = [c for c in self.cues_in(max(start, cue.start - _BACK), cue.start) if c.kinds & SPEECH]
        if not said or self.lexicon.is_a(self.words[said[-1].first].key, "participle") or self._is_second(said[-1]):
            return None
        return self.subject_before(said[-1], start) or self.subject_after(said[-1], cue.start)

    def _is_second(self, cue: Cue) -> bool:
        """Whether *and* joins the verb to one before it: *said it was late, and then urged*."""
        for word in self._before(cue, 3):
            if self.lexicon.is_a(word.key, "and"):
                return True
            if not self.lexicon.is_a(word.key, "auxiliary"):
                break
        return False

    def is_told(self, cue: Cue) -> bool:
        """Whether what stands right behind the verb is whom it is said to: *told the judge*."""
        return any(self.lexicon.is_a(word.key, "tell") for word in self.words[cue.first : cue.last])

    def is_aside(self, cue: Cue) -> bool:
        """Whether it belongs to a relative clause alone: *which the EU demands*."""
        return any(self.lexicon.is_a(word.key, "relative") for word in self._before(cue, 1))

    def _before(self, cue: Cue, number: int) -> list[Word]:
        """Words before a cue with nothing but spaces between, the nearest first."""
        found: list[Word] = []
        at, right = cue.first - 1, cue.start
        while at >= 0 and len(found) < number and self._joined(self.words[at].end, right):
            found.append(self.words[at])
            at, right = at - 1, self.words[at].start
        return found

    def _joined(self, left: int, right: int) -> bool:
        if left == right:
            return True
        if right - left > _GAP:
            return False
        if "." in self.text[left:right]:
            begin = left
            while begin > 0 and left - begin <= _MAYBE_STOP and self.text[begin - 1].isalpha():
                begin -= 1
            is_initial = left - begin == 1 and self.text[begin].isupper()
            if left - begin > _MAYBE_STOP or (self.text[right : right + 1].islower() and not is_initial):
                return False
        return _PLAIN.fullmatch(self.text, left, right) is not None

    def subject_after(self, cue: Cue, end: int) -> Subject | None:
        """The subject right behind a cue, before `end`: *said Alena Novik*."""
        found: list[Word] = []
        at, left = cue.last, cue.end
        while at < len(self.words) and self.words[at].end <= end and len(found) < SUBJECT:
            word = self.words[at]
            joined = self._joined(left, word.start) or (found and _NAMED.fullmatch(self.text, left, word.start))
            if not joined or "say" in self.lexicon.kinds(word.key):
                break
            is_name = self.text[word.start].isupper()
            pronoun = None if found else self._pronoun(word, found)
            if pronoun:
                return self._name_behind([word], end) or pronoun
            skipped = not found and self.lexicon.is_a(word.key, "audience", "auxiliary") and not is_name
            if not skipped:
                if found and self.lexicon.is_a(word.key, "audience") and not is_name:
                    break
                if self.lexicon.is_a(word.key, "stop", "that", "negation") and not self._joins(found, at):
                    break
                found.append(word)
            at, left = at + 1, word.end
        name = self._name_behind(found, end) if found and "source" not in cue.kinds else None
        return name or self._subject(found)

    def _name_behind(self, found: list[Word], end: int) -> Subject | None:
        """The name between a comma and the next sign: *said its leader, Nina Bondar*; *said one of them, Pavel Kot*."""
        at = self.index(found[-1].end)
        begin = at - 1
        while at < len(self.words) and not _BESIDE.fullmatch(self.text, self.words[at - 1].end, self.words[at].start):
            if at - begin > _APPOSED or not (
                self._is_plain(at) and self._joined(self.words[at - 1].end, self.words[at].start)
            ):
                return None
            at += 1
        if at == len(self.words) or not self._is_plain(at - 1):
            return None
        last = at
        while last + 1 < len(self.words) and last - at < _APPOSED:
            if not self._joined(self.words[last].end, self.words[last + 1].start):
                break
            last += 1
        first = last
        while first > at and not self._is_plain(first - 1):
            first -= 1
        closes = self.words[last].end <= end and self.text[self.words[last].end : self.words[last].end + 1] in _CLOSES
        if self._is_plain(last) or not closes or any(self._is_other(n) for n in range(at, first)):
            return None
        return Subject(self.words[first].start, self.words[last].end, None)

    def _is_plain(self, at: int) -> bool:
        """Whether a word has a small letter, as no name has."""
        return not self.text[self.words[at].start].isupper()

    def _is_other(self, at: int) -> bool:
        """Whether a word does not stand before a name to say who that is."""
        key = self.words[at].key
        parts = self.lexicon.is_a(key, "relative", "that", "and", "stop", "break")
        binds = self.lexicon.is_a(key, "bind") and not self.lexicon.is_a(key, "article")  # a friend of Nina Bondar
        return parts or binds or not self._is_plain(at) or not _CUES.isdisjoint(self.lexicon.kinds(key))

    def _is_adjective(self, at: int) -> bool:
        """Whether a word with a capital stands before one without: the Latvian teacher X."""
        return not self._is_plain(at) and self._is_plain(at + 1)

    def subject_before(self, cue: Cue, start: int) -> Subject | None:
        """The subject before a cue, not before `start`: *Alena Novik, a lawyer, told reporters*."""
        found: list[Word] = []
        at, right = cue.first - 1, cue.start
        while at >= 0 and self._joined(self.words[at].end, right) and self._is_between(self.words[at]):
            if self.lexicon.is_a(self.words[at].key, "and"):  # a second verb: its subject stands before the first
                return None
            at, right = at - 1, self.words[at].start
        at, right = self._before_time(at, right)
        if at >= 0 and _AGE.fullmatch(self.text, self.words[at].end, right):
            right = self.words[at].end
        elif at >= 0 and _COMMA.fullmatch(self.text, self.words[at].end, right):
            name = self._name_before(at)
            if name:
                return name
            at, right = self._before_apposition(at, start)
        stopped = ""
        while at >= 0 and self.words[at].start >= start and len(found) <= SUBJECT:
            word = self.words[at]
            if not self._joined(word.end, right) and not _NAMED.fullmatch(self.text, word.end, right):
                break
            pronoun = self._pronoun(word, found)
            if pronoun:
                return pronoun
            if self.lexicon.is_a(word.key, *_PARTS) and not self._joins(found[::-1], at, before=True):
                stopped = word.key
                break
            found.append(word)
            at, right = at - 1, word.start
        if self.lexicon.is_a(stopped, "relative"):  # the lawyers who visited her: no subject of this verb
            return None
        return self._subject(self._inside(found[::-1], cue) or self._without_lead(found[::-1]))

    def _before_time(self, at: int, right: int) -> tuple[int, int]:
        """Steps over the day between subject and verb: *Novik on Friday said*."""
        if at < 0 or not self._joined(self.words[at].end, right) or not self.lexicon.is_a(self.words[at].key, "time"):
            return at, right
        while at > 0 and self._joined(self.words[at - 1].end, self.words[at].start):
            if not self.lexicon.is_a(self.words[at - 1].key, "time_lead"):
                break
            at -= 1
        return at - 1, self.words[at].start

    def _inside(self, found: list[Word], cue: Cue) -> list[Word]:
        """The body in which several say so whom nobody names: в посольстве Польши в Минске заявили."""
        begins = len(found) > 1 and self.lexicon.is_a(found[0].key, "inside")
        if not begins or not self.lexicon.ends_as(self.words[cue.last - 1].key, "impersonal_ending"):
            return []
        again = next((n for n, word in enumerate(found) if n > 1 and self.lexicon.is_a(word.key, "stop")), len(found))
        body, is_name = found[1:again], [self.text[word.start].isupper() for word in found[1:again]]
        is_place = again == len(found) or self.lexicon.is_a(found[again].key, "inside")
        return body if is_place and (any(is_name[:1]) or is_name[-1]) else []  # not: in court the lawyers said

    def _without_lead(self, found: list[Word]) -> list[Word]:
        """The subject alone, without what may stand before it: *After the hearing Novik*, *On Monday the group*."""
        if found and self.lexicon.is_a(found[-1].key, "infinitive", "stop"):
            return []
        if len(found) <= SUBJECT and not (found and self.lexicon.is_a(found[0].key, "stop")):
            return found
        cut = max(n for n, word in enumerate(found) if n == 0 or self.lexicon.is_a(word.key, "stop")) + 1
        rest = found[cut:]
        names = len(rest)
        while names and self.text[rest[names - 1].start].isupper():
            names -= 1
        articles = [n for n, word in enumerate(rest) if self.lexicon.is_a(word.key, "article")]
        return rest[names:] or (rest[articles[-1] :] if articles else [])

    def _is_between(self, word: Word) -> bool:
        """Whether it may stand between subject and verb: has, also, не."""
        return self.lexicon.is_a(word.key, "auxiliary") and not self.text[word.start].isupper()

    def _name_before(self, at: int) -> Subject | None:
        """The name that stands between two commas: *its leader, Nina Bondar, said*."""
        first = at
        while first > 0 and not self._is_plain(first - 1):
            if not self._joined(self.words[first - 1].end, self.words[first].start):
                break
            first -= 1
        is_name = at - first < 4 and all(self.text[word.start].isupper() for word in self.words[first : at + 1])
        role = first
        while role > 0 and at - role < _APPOSED and (not self._is_other(role - 1) or self._is_adjective(role - 1)):
            if not self._joined(self.words[role - 1].end, self.words[role].start):
                break
            role -= 1
        left = self.words[role - 1]
        if not is_name or not role or self.text[left.end : self.words[role].start].strip() != ",":
            return None
        if self.text[left.start].isupper():  # Winifred King of Rose Lane, Lincoln, said
            return None
        return Subject(self.words[first].start, self.words[at].end, None)

    def _before_apposition(self, at: int, start: int) -> tuple[int, int]:
        """Steps over what stands between two commas: gives the index of the word before it, and where that ends."""
        index = at
        while index > 0 and self.words[index].start > start and at - index < _ASIDE:
            left = self.words[index - 1]
            if re.fullmatch(r"\s?,\s", self.text[left.end : self.words[index].start]):
                is_aside = at - index < SUBJECT or self.lexicon.is_a(self.words[index].key, "relative")
                return (index - 1, left.end) if is_aside else (at, self.words[at].end + 1)
            if not self._joined(left.end, self.words[index].start):
                break
            index -= 1
        return at, self.words[at].end + 1

    def _joins(self, found: list[Word], at: int, *, before: bool = False) -> bool:
        """Whether a word that else ends a subject joins two names: Novik and Bondar."""
        follow = self.words[at - 1 : at] if before else self.words[at + 1 : at + 2]
        beside = (found[:1] if before else found[-1:]) + follow
        if len(beside) < 2 or not self.lexicon.is_a(self.words[at].key, "and"):
            return False
        return all(self.text[word.start].isupper() for word in beside)

    def _pronoun(self, word: Word, found: list[Word]) -> Subject | None:
        if not found and self.lexicon.is_a(word.key, "he", "she", "it", "we"):
            return Subject(word.start, word.end, word.key)
        return None

    def _subject(self, found: list[Word]) -> Subject | None:
        if not found:
            return None
        if self.lexicon.is_a(found[0].key, "bind") and not self.lexicon.is_a(found[0].key, "article"):
            return None
        start, end = found[0].start, found[-1].end
        if self.text[end : end + 1] == "." and len(found[-1].key) == 1:  # Novik A.
            end += 1
        if _OPENING.search(self.text, start, end) and _CLOSING.match(self.text, end):  # the paper «Svaboda»
            end += 1
        return Subject(start, end, None)

    def is_first_person(self, cue: Cue) -> bool:
        """Whether the author speaks: *we demand*, *we strongly urge*."""
        return any(self.lexicon.is_a(word.key, "first") for word in self._before(cue, 3))
