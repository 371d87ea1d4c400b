"""A sentence as the rules of `sources` and `reported` read it: where a clause in it begins and ends, what it may be.

What carries the clause, a verb of saying or a source, is found there.
"""

import re
from collections.abc import Sequence

from pipeline.facts.quotations.direct import Quotation, attributed
from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.sayings import SPEECH, Cue, Speech, Subject, Word

MOST = 15
"""Words of saying that are looked at in one sentence."""
CLAUSE = 3
"""Words: no clause is shorter, except behind a word like *that*, or as an infinitive."""

_MAXIMUM = 600
"""Code points: a longer clause is left out."""
_SECOND = frozenset({"say", "quoted", "demand", "as"})
"""Kinds of a second verb of saying that ends the clause of the first."""
_SHORT = frozenset({"said_that", "demanded"})
"""Methods whose clauses may have two words."""

_COMMA = re.compile(r",(?!\d)")
_DASH = re.compile(r"\s(?:--|[—–])\s")
_END = " \t\n.,;:!?…—–-"


class Clauses:
    """One sentence at `start` to `end` (code points), with the direct quotations in it."""

    def __init__(self, speech: Speech, start: int, end: int, quoted: list[Span]) -> None:
        self.speech, self.text, self.lexicon = speech, speech.text, speech.lexicon
        self.start, self.end, self.quoted = start, end, quoted
        self.first, self.last = speech.index(start), speech.index(end)
        self.words = speech.words

    def is_finite(self, word: Word) -> bool:
        """Whether it may be a verb that makes a clause."""
        return self.lexicon.is_a(word.key, "finite") or self.lexicon.ends_as(word.key, "finite_ending")

    def is_name(self, word: Word) -> bool:
        """Whether it is capitalised."""
        return self.text[word.start].isupper()

    def comma(self, start: int, end: int) -> int:
        """The first comma that is no part of a number; -1 if there is none."""
        found = _COMMA.search(self.text, start, end)
        return found.start() if found else -1

    def subject_of(self, cue: Cue) -> Subject | None:
        """Who says it: as a rule before the verb, and behind it only where the language puts *that* behind that."""
        behind = bool(cue.kinds & {"say", "say_that"}) and not self.lexicon.words_of("begins")
        return self.speech.subject(cue, self.start, self.end if behind else cue.end)

    def cut(self, start: int) -> int:
        """Where the clause ends: with its sentence, or where the author goes on."""
        end = self.end
        for quoted, _ in self.quoted:  # the author's own words lead to it, if nobody said them
            said = [cue for cue in self.speech.cues_in(start, min(quoted, end)) if cue.kinds & SPEECH]
            if start < quoted < end and not said and self.text[start:quoted].rstrip(" «„“‘'\"").endswith(":"):
                end = self.text.rindex(":", start, quoted)
        semicolon = self.text.find(";", start, end)
        end = semicolon if semicolon >= 0 else end
        if self.lexicon.is_a("—", "break"):
            dash = _DASH.search(self.text, start, end)
            end = dash.start() if dash else end
        for match in re.finditer(r",\s+(?=[^\W\d_])", self.text[start:end]):
            if self._breaks(self.speech.index(start + match.end())):
                return start + match.start()
        for other in self.speech.cues_in(start, end)[:MOST]:  # said it was late and urged them to go
            if other.kinds & {"source", "own"} and self.text[start : other.start].rstrip().endswith(":"):
                return self.text.rindex(":", start, other.start)
            left = self.words[other.first - 1]
            joined = left.start > start and self.text[left.end : other.start].isspace()
            if joined and other.kinds & _SECOND and self.lexicon.is_a(left.key, "and"):
                return left.start
        return end

    def _breaks(self, at: int) -> bool:
        """Whether the author goes on with a word behind a comma: *but*; *а* only before a new name."""
        here, following = self.words[at : at + 1], self.words[at + 1 : at + 2]
        if not here:
            return False
        is_other = self.lexicon.is_a(here[0].key, "other_subject") and any(map(self.is_name, following))
        return is_other or self.lexicon.is_a(here[0].key, "break")

    def has_finite(self, words: Sequence[Word]) -> bool:
        """Whether any of the words may be such a verb."""
        return any(self.is_finite(word) for word in words)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether any of it is quoted directly."""
        return any(a < end and start < b for a, b in self.quoted)

    def made(
        self, cue: Cue, subject: Subject | None, start: int, end: int, method_id: str, *, divided: bool = False
    ) -> Quotation | None:
        """The quotation, if the clause is one: neither too short nor too long, nor a direct quotation alone.

        The words of saying stand in it only where they divide it.
        """
        while start < end and (self.text[start].isspace() or self.text[start] in ",—–-"):
            start += 1
        while end > start and self.text[end - 1] in _END:
            end -= 1
        words = self.words[self.speech.index(start) : self.speech.index(end)]
        own = [word for word in words if not self.is_quoted(word.start, word.end)]
        if len(words) < (2 if method_id in _SHORT else CLAUSE) or end - start > _MAXIMUM:
            return None
        if (start <= cue.start < end) != divided:
            return None
        joins = method_id == "according_to" or self._is_that(self.words[self.speech.index(start) - 1])
        if 2 * len(own) <= len(words) and not (joins and any(map(self._tells, own))):
            return None
        return attributed("indirect", method_id, (start, end), cue, subject)

    def _is_that(self, word: Word) -> bool:
        return self.lexicon.is_a(word.key, "that", "so_that")

    def _tells(self, word: Word) -> bool:
        """Whether a word outside of marks makes a clause of a quotation: neither *he* nor *had* does so alone."""
        return not self.lexicon.is_a(word.key, "he", "she", "it", "auxiliary", "stop", "that", "finite", "article")
