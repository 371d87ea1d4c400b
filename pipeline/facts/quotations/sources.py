"""Indirect quotations by their source: *according to the ministry, …*, *…, по его словам, …*, *…, he said, …*

Verbs of saying that have their clause on one side are read in `reported`.
"""

from pipeline.facts.quotations.clauses import Clauses
from pipeline.facts.quotations.direct import Quotation
from pipeline.facts.quotations.sayings import Cue, Subject

BEHIND = 12
"""Words behind a verb of saying, or words of a source, at the end of a sentence."""

_TO_COMMA = 25
"""Words between *according to* and the comma behind whoever says it."""
_SOURCE = 6
"""Words behind *according to* in which its noun is looked for."""
_NAME = 5
"""A name has fewer words."""
_LEAD = 5
"""Words of a place or time before a source that are no part of the clause behind it."""


class Sources(Clauses):
    """What the sources of one sentence are quoted for."""

    def according_to(self, cue: Cue) -> Quotation | None:
        """*According to witnesses, …*, *…, according to the ministry, …* and *…, according to the ministry.*"""
        begin, end = self.bounds(cue)
        subject = self.speech.subject_after(cue, end)
        source = self.words[cue.last : min(self.last, cue.last + _SOURCE)]
        if not subject or any(self.lexicon.is_a(word.key, "no_source") for word in source[:4]):
            return None
        if self.lexicon.is_a(subject.pronoun or "", "first"):
            return None
        named = any(char.isupper() for char in self.text[subject.start : subject.end])
        informed = any(self.lexicon.is_a(word.key, "informant") for word in source[:3])
        if cue.last - cue.first == 1 and not named and not informed:  # paviedle, według, laut: more often no person
            return None
        comma = self.comma(cue.end, end)
        if comma >= 0 and self.speech.index(comma) - cue.last > _TO_COMMA:
            comma = -1
        first, comma = comma, self._behind_apposition(comma, end, named=named) if comma >= 0 else -1
        subject = self._apposed(first, comma, end) or subject if first >= 0 and not named else subject
        if not self._lead(cue, begin):
            return self.made(cue, subject, comma + 1, self.cut(comma + 1), "according_to") if comma >= 0 else None
        if comma >= 0:
            found = self.around(cue, subject, (begin, cue.start), (comma, end), "according_to")
            if found:
                return found
        if self.speech.index(end) - cue.last > BEHIND or ":" in self.text[cue.end : end]:
            return None
        return self.made(cue, subject, begin, cue.start, "according_to")

    def in_own_words(self, cue: Cue) -> Quotation | None:
        """*По его словам, …*, *…, по его словам, …* and *…, selon elle.*"""
        begin, end = self.bounds(cue)
        subject = self._owner(cue)
        has_comma = self.text[cue.end : cue.end + 1] == ","
        if not self._lead(cue, begin):
            return self.made(cue, subject, cue.end + 1, self.cut(cue.end + 1), "according_to") if has_comma else None
        if has_comma:
            found = self.around(cue, subject, (begin, cue.start), (cue.end, end), "according_to")
            return found if found and found.start > cue.start else None  # his own deeds, as a rule
        is_last = cue.last == self.speech.index(end) and self.text[begin : cue.start].rstrip().endswith(",")
        return self.made(cue, subject, begin, cue.start, "according_to") if is_last else None

    def around(
        self, cue: Cue, subject: Subject | None, before: tuple[int, int], behind: tuple[int, int], method_id: str
    ) -> Quotation | None:
        """A clause that words of saying between two commas divide: all of it, or what stands `behind` alone.

        What stands `before` them is left out where it says when or where, or begins a clause that goes on behind.
        None where nothing goes on.
        """
        begin, comma = before[0], before[1]
        if self.text[begin:comma].rstrip()[-1:] != ",":
            return None
        lead = self.words[self.speech.index(begin) : self.speech.index(comma)]
        rest = self.words[self.speech.index(behind[0]) : self.speech.index(behind[1])]
        if not lead or not rest or self.lexicon.is_a(rest[0].key, "relative", "and", "break"):
            return None
        opens = self.lexicon.is_a(lead[-1].key, "stop", "relative", "break")
        if not opens and self.has_finite(lead) and not self.has_finite(rest):
            return None
        end = min(self.cut(behind[0] + 1), behind[1])
        is_place = len(lead) <= _LEAD and self.lexicon.is_a(lead[0].key, "stop", "break", "auxiliary")
        if opens or is_place:
            return self.made(cue, subject, behind[0] + 1, end, method_id)
        return self.made(cue, subject, begin, end, method_id, divided=True)

    def bounds(self, cue: Cue) -> tuple[int, int]:
        """The stretch between semicolons in which the cue stands; a source begins one behind a colon too."""
        begin = self.text.rfind(";", self.start, cue.start) + 1 or self.start
        end = self.text.find(";", cue.end, self.end)
        if cue.kinds & {"source", "own"} and self.text[begin : cue.start].rstrip().endswith(":"):
            begin = cue.start
        return begin, end if end >= 0 else self.end

    def _apposed(self, first: int, comma: int, end: int) -> Subject | None:
        """The name between two commas, or a comma and the end: *according to its director, Nina Bondar*."""
        last = comma if comma > first else end
        between = self.words[self.speech.index(first) : self.speech.index(last)]
        is_name = 0 < len(between) < _NAME and all(self.is_name(word) for word in between)
        rest = self.text[between[-1].end : last].strip(' .”"»') if is_name else "?"
        return Subject(between[0].start, between[-1].end, None) if not rest else None

    def _is_clause(self, comma: int, end: int) -> bool:
        """Whether a clause begins before a comma, and goes on behind the next one: Novik, a teacher, was fined."""
        following = self.comma(comma + 1, end) if comma >= 0 else -1
        behind = self.speech.index(following) if following >= 0 else self.last
        between = self.words[self.speech.index(comma) : behind]
        return behind < self.last and self.is_finite(self.words[behind]) and not self.has_finite(between)

    def _lead(self, cue: Cue, begin: int) -> bool:
        """Whether any word stands before the cue in its stretch."""
        return self.speech.index(begin) < cue.first

    def _owner(self, cue: Cue) -> Subject | None:
        """Whose words they are: the pronoun in the cue, *по его словам*."""
        for word in self.words[cue.first : cue.last]:
            if self.lexicon.is_a(word.key, "his", "her"):
                return Subject(word.start, word.end, word.key)
        return None

    def _behind_apposition(self, comma: int, end: int, *, named: bool) -> int:
        """The comma that ends what is said of a speaker: *according to Novik, a lawyer, …*"""
        following = self.comma(comma + 1, end)
        first = self.speech.index(comma)
        if first < self.last and self.lexicon.is_a(self.words[first].key, "relative"):
            return following
        between = self.words[first : self.speech.index(max(following, comma))]
        if between and self.is_name(between[0]):
            is_name = len(between) < _NAME and all(self.is_name(word) for word in between)
            return following if is_name and not named and not self._is_clause(following, end) else comma
        if following < 0 or not self.lexicon.words_of("finite"):
            return comma
        if len(between) > 8 or self.has_finite(between):
            return comma
        return following if self.speech.index(following) < self.last else comma
