"""Which person says a quotation: the one whose name is its subject, or whom a pronoun must mean.

Where it is not sure there is no speaker: a name that belongs to another word (*Novik's lawyer*, *a spokesman for
Novik*, адвокат Петровой) names nobody who speaks.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.facts.grammar.sentence import has_grammar
from pipeline.facts.grammar.setting import mentions_of
from pipeline.facts.quotations.lexicon import Lexicon, lexicon
from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.pronouns import meant
from pipeline.names import Name, read, repair
from pipeline.names.given import Gender
from pipeline.names.inflection import languages
from pipeline.tables.columns import PERSON_FORMS
from pipeline.tables.rows import Row

_BEFORE = 4
"""Code points before a name in which a preposition may stand."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*")


def speakers(
    text: str, language: str, quotations: Sequence[Row], mentions: Sequence[Row], sentences: Sequence[Span]
) -> Iterator[tuple[str, str, str]]:
    """For each quotation of one document whose speakers are sure: its id, a speaker's id, and the method.

    `mentions` and `sentences` stand in the order of the document.
    """
    base = language.split("-")[0]
    document = _Document(
        text, lexicon(language), base if base in languages() else None, mentions, [start for start, _ in sentences]
    )
    is_read = has_grammar(language)
    pronouns: dict[str, list[str]] = defaultdict(list)
    for id_, entity_id in meant(text, language, quotations, mentions_of(mentions, ()), sentences) if is_read else ():
        pronouns[id_].append(entity_id)
    for quotation in quotations:
        if quotation["speaker_start"] is not None:
            found, method_id = document.named(quotation), "speaker_named"
        elif quotation["pronoun"] and quotation["cue_start"] is not None:
            found = pronouns[quotation["quotation_id"]] if is_read else document.meant(quotation)
            method_id = "speaker_pronoun"
        else:
            continue
        for entity_id in dict.fromkeys(found):
            yield quotation["quotation_id"], entity_id, method_id


class _Document:
    def __init__(
        self, text: str, words: Lexicon, language: str | None, mentions: Sequence[Row], begins: Sequence[int]
    ) -> None:
        self.text, self.lexicon, self.language, self.begins = text, words, language, begins
        self.mentions = mentions
        self.starts = [mention["start"] for mention in mentions]
        self.names: dict[str, Name] = {}
        self.genders: dict[str, set[Gender]] = {}
        for mention in mentions:
            name = self._read(mention["quote"])
            if name.gender and mention["form"] == "full" and _is_nominative(name):
                self.genders.setdefault(mention["entity_id"], set()).add(name.gender)

    def named(self, quotation: Row) -> list[str]:
        """The people whose names are the subject; none where that is not sure.

        Behind *according to* a name may stand in any case, but then no word before it.
        """
        start, end = quotation["speaker_start"], quotation["speaker_end"]
        is_source = quotation["cue_start"] is not None and "source" in self._kinds(quotation)
        there = self._within(start, end)
        is_body = bool(there) and there[0]["form"] not in PERSON_FORMS
        is_source = is_source or (is_body and self._is_inside(start))
        if is_source and there and there[0]["start"] != start and self._read(there[0]["quote"]).script == "Cyrl":
            return []
        found: list[str] = []
        place = start
        for number, mention in enumerate(there):
            if mention["start"] < place:
                continue  # a part of the one before: the country in the name of its ministry
            between = self._words(place, mention["start"])
            if found and not (between and all(self.lexicon.is_a(word, "and") for word in between)):
                if between and self._binds(between[0]):
                    break  # Novik of the Brest Centre
                return []
            if self._is_attribute(mention, there[number + 1 :]):
                place = mention["end"]
                continue
            if not found and any(self._binds(word) for word in between):
                return []
            if not self._is_subject(mention, in_any_case=is_source):
                return []
            found.append(mention["entity_id"])
            place = mention["end"]
        rest = self._words(place, end)
        return found if found and (not rest or self._binds(rest[0])) else []

    def _is_inside(self, start: int) -> bool:
        """Whether a preposition stands right before a name: in the ministry they say."""
        before = self._words(max(0, start - _BEFORE), start)
        return bool(before) and self.lexicon.is_a(before[-1], "inside")

    def _words(self, start: int, end: int) -> list[str]:
        return [word.casefold() for word in _WORD.findall(self.text, start, end)]

    def _is_attribute(self, mention: Row, others: Sequence[Row]) -> bool:
        """Whether the name of what is no person says which person is meant: *Interior Ministry spokesman X*."""
        other = next((other for other in others if other["start"] >= mention["end"]), None)
        if other is None or mention["form"] in PERSON_FORMS or other["form"] not in PERSON_FORMS:
            return False
        between = self._words(mention["end"], other["start"])
        return not any(self.lexicon.is_a(word, "and") or self._binds(word) for word in between)

    def _binds(self, word: str) -> bool:
        """Whether it is a word like *of* or *for*, on which a name behind it depends."""
        return self.lexicon.is_a(word, "stop", "bind", "no_source") and not self.lexicon.is_a(word, "article")

    def _kinds(self, quotation: Row) -> set[str]:
        cue = self.text[quotation["cue_start"] : quotation["cue_end"]].casefold().replace("’", "'")
        return set(self.lexicon.kinds(*cue.split()))

    def _is_subject(self, mention: Row, *, in_any_case: bool = False) -> bool:
        """Whether the name stands in the nominative, as far as that can be told, and belongs to no other word."""
        if mention["possessive"] or mention["attributive"]:
            return False
        if in_any_case:
            return True
        name = self._read(mention["quote"])
        known = self.genders.get(mention["entity_id"], set())
        return _is_nominative(name) and not (name.gender and known and name.gender not in known)

    def meant(self, quotation: Row) -> list[str]:
        """The one whom *he* or *she* means: the only person that the sentence before names, if the gender fits."""
        gender = next((g for kind, g in _GENDERS.items() if self.lexicon.is_a(quotation["pronoun"], kind)), None)
        first = min(quotation["start"], quotation["cue_start"])
        at = bisect_right(self.begins, first) - 1
        if not gender or at < 1:
            return []
        before = self._within(self.begins[at - 1], self.begins[at])
        here = self._within(self.begins[at], max(first, quotation["cue_start"]))
        people = {mention["entity_id"] for mention in before}
        outside = [m for m in here if not quotation["start"] <= m["start"] < quotation["end"]]
        if len(people) != 1 or outside or not all(self._is_subject(mention) for mention in before):
            return []
        return list(people) if self.genders.get(next(iter(people))) == {gender} else []

    def _within(self, start: int, end: int) -> list[Row]:
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [mention for mention in self.mentions[low:high] if mention["end"] <= end]

    def _read(self, quote: str) -> Name:
        if quote not in self.names:
            self.names[quote] = read(quote, self.language)
        return self.names[quote]


def _is_nominative(name: Name) -> bool:
    """Whether the text has every word of the name as the nominative has it."""
    return set(name.nominative.split()) <= set(_WORD.findall(repair(name.text))) | set(name.text.split())


_GENDERS: dict[str, Gender] = {"he": "male", "she": "female"}
