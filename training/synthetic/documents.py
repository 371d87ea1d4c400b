"""Documents made of phrases and people, with the truth: who is named where, and which words stand elsewhere too.

A document depends on the seed, its number and the size of the whole, and on no other document: any can be made alone.
What one of them says for others to quote, its claim, is made from its number too.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from training.synthetic.people import People, Person
from training.synthetic.phrases import Gendered, Name, Other, Phrases, Template, phrases
from training.synthetic.spelling import Outlet, spelt

LANGUAGES = (
    *("en", "ru", "be", "uk", "en", "ru", "pl", "be", "en", "uk"),
    *("de", "ru", "en", "be", "cs", "ru", "uk", "pl", "lt", "fr"),
)
"""Those of twenty documents in a row (BCP 47)."""

_Thing = TypeVar("_Thing")

_FIRST_DAY = date(2020, 1, 1)
_DAYS = 1_800
_RIGHTS = ("open", "quotation_only", "quotation_only", "quotation_only")
_LENGTH = (2_700, 3_300)
"""Code points of a text, about."""

_ALONE, _INITIALS = 0.8, 0.3
"""Shares of the later namings of a person: the family name alone; of these with an initial where a house likes it."""
_RELATED, _QUOTES, _EDITED = 0.35, 0.4, 0.5
"""Shares of the documents that tell of a relative, that quote another one, and of quotations that are edited."""


@dataclass(frozen=True)
class Made:
    """A document with its truth.

    `mentions` are start, end and the person's number, `quotations` start, end and the number of the document whose
    claim is quoted; spans are code points.
    """

    number: int
    text: str
    sidecar: str
    mentions: tuple[tuple[int, int, int], ...]
    quotations: tuple[tuple[int, int, int], ...]

    @property
    def document_id(self) -> str:
        """Its id in all tables."""
        return document_id(self.number)


@dataclass(frozen=True)
class Corpus:
    """So many documents about so many people, as one seed has them."""

    seed: int
    people: People

    def document(self, number: int) -> Made:
        """The document of that number, from 0 on."""
        return _Writer(self, number).written()


def corpus(seed: int, documents: int, people: int | None = None) -> Corpus:
    """A corpus of that size; where nothing is said of people, there are two for five documents."""
    return Corpus(seed, People(seed, people or max(10, documents * 2 // 5)))


def document_id(number: int) -> str:
    """The id of a document."""
    return f"d{number:07}"


@dataclass(frozen=True)
class _Claim:
    """What a document says for others to quote: words with slots for the name of one person, and who says them."""

    parts: tuple[str | Name, ...]
    about: Person
    author: Person


def _claim(made: Corpus, number: int, kind: str = "") -> _Claim:
    rng = Random(f"claim {made.seed} {number}{kind}")  # noqa: S311
    said = _phrases_of(number)
    parts = tuple(
        _one(rng, getattr(said, _WORDS[part.name])) if isinstance(part, Other) else part
        for part in _one(rng, said.claims)
        if not isinstance(part, Gendered)
    )
    return _Claim(parts, made.people.drawn(rng), made.people.drawn(rng))


def _phrases_of(number: int) -> Phrases:
    return phrases(LANGUAGES[number % len(LANGUAGES)])


def _outlet_of(number: int) -> Outlet:
    outlets = _phrases_of(number).outlets
    return outlets[number // len(LANGUAGES) % len(outlets)]


class _Writer:
    """Writes one document."""

    def __init__(self, made: Corpus, number: int) -> None:
        self.made = made
        self.number = number
        self.rng = Random(f"document {made.seed} {number}")  # noqa: S311
        self.phrases = _phrases_of(number)
        self.outlet = _outlet_of(number)
        self.published = _FIRST_DAY + timedelta(self._below(_DAYS))
        self.claim = _claim(made, number)
        self.cast, self.related = self._drawn()
        self.n_of_family = Counter(person.clan for person in self.cast)
        self.introduced: set[int] = set()
        self.parts: list[str] = []
        self.length = 0
        self.mentions: list[tuple[int, int, int]] = []
        self.quotations: list[tuple[int, int, int]] = []

    def written(self) -> Made:
        """The whole of it."""
        self._sentence(_one(self.rng, self.phrases.titles), self.cast, in_title=True)
        title = "".join(self.parts)
        self._add("\n\n")
        longest = _LENGTH[0] + self._below(_LENGTH[1] - _LENGTH[0])
        tellings = (self._about_people, self._about_others)
        special = [self._says, self._tells]
        if self.related:
            special.append(self._relates)
        if self.number >= len(LANGUAGES) and self.rng.random() < _QUOTES:
            special.append(self._quotes)
        self.rng.shuffle(special)
        templates = list(self.phrases.people)
        self.rng.shuffle(templates)
        n_told = 0
        while self.length < longest:
            if n_told:
                self._add(" " if n_told % 3 else "\n\n")
            if n_told % 3 == 2 and special:
                special.pop()()
            else:
                tell = _one(self.rng, tellings) if n_told else self._about_people
                tell(templates[n_told % len(templates)])
            n_told += 1
        self._add("\n")
        return Made(
            self.number, "".join(self.parts), self._sidecar(title), tuple(self.mentions), tuple(self.quotations)
        )

    def _drawn(self) -> tuple[list[Person], tuple[Person, str, Person] | None]:
        """Who is in it, and of two who are related the first, the relation, and the second."""
        people = self.made.people
        cast = {self.claim.author.number: self.claim.author}
        for _ in range(2 + self._below(4)):
            person = people.drawn(self.rng)
            cast[person.number] = person
        if self.rng.random() < _RELATED:
            for person in list(cast.values()):
                for number, relation in person.relatives:
                    if number < people.number:
                        cast[number] = people.person(number)
                        return list(cast.values()), (person, relation, cast[number])
        return list(cast.values()), None

    def _about_people(self, template: Template) -> None:
        self._sentence(template, self._two())

    def _about_others(self, _: Template) -> None:
        self._sentence(_one(self.rng, self.phrases.others), self.cast)

    def _relates(self) -> None:
        if self.related:
            first, relation, second = self.related
            self._sentence(_one(self.rng, self.phrases.family[relation]), [first, second])

    def _says(self) -> None:
        """The claim of this document, for others to quote."""
        self._sentence(_one(self.rng, self.phrases.direct), [self.claim.author], (self.claim, self.number))

    def _tells(self) -> None:
        claim = _claim(self.made, self.number, " told")
        self._sentence(_one(self.rng, self.phrases.indirect), self._two(), (claim, None))

    def _quotes(self) -> None:
        """The claim of an earlier document in the same language, the nearer the likelier."""
        farthest = self.number // len(LANGUAGES)
        back = max(1, int((farthest + 1) ** self.rng.random()))
        source = self.number - back * len(LANGUAGES)
        claim = _claim(self.made, source)
        self._sentence(_one(self.rng, self.phrases.quoting), [claim.author], (claim, source))

    def _two(self) -> list[Person]:
        """Two of the cast, the first ones more often; one twice where there are no two."""
        rng, cast = self.rng, self.cast
        first = int(len(cast) * rng.random() * rng.random())
        second = (first + 1 + self._below(len(cast) - 1)) % len(cast) if len(cast) > 1 else first
        return [cast[first], cast[second]]

    def _sentence(
        self,
        template: Template,
        people: list[Person],
        said: tuple[_Claim, int | None] | None = None,
        *,
        in_title: bool = False,
    ) -> None:
        first = len(self.parts)
        for place, part in enumerate(template):
            if isinstance(part, str):
                self._add(part if place else part[0].upper() + part[1:])
            elif isinstance(part, Name):
                self._name(people[part.index], part.case, at_start=not place, in_title=in_title)
            elif isinstance(part, Gendered):
                words = part.male if people[part.index].gender == "male" else part.female
                self._add(words if place else words[0].upper() + words[1:])
            elif part.name == "claim" and said:
                self._said(*said, capital=self.parts[-1].rstrip()[-1:] in "“«„")
            else:
                words = self._other(part.name)
                self._add(words if len(self.parts) > first else words[0].upper() + words[1:])

    def _name(self, person: Person, case: str, *, at_start: bool, in_title: bool) -> None:
        is_new = person.number not in self.introduced
        alone = self.n_of_family[person.clan] < 2
        chance = self.rng.random()
        form = "full"
        if is_new and not in_title:
            self.introduced.add(person.number)
            form = "patronymic" if self.outlet.patronymics else "full"
            if at_start and case == "nominative" and chance < 0.6:
                role = _one(self.rng, self.phrases.roles[person.gender])
                self._add(role[0].upper() + role[1:] + " ")
        elif alone and chance < _ALONE:
            by_initial = self.outlet.initials and chance < _ALONE * _INITIALS
            form = "initials" if by_initial else "family"
        self._mention(person, spelt(person, self.outlet, form, case))

    def _mention(self, person: Person, name: str) -> None:
        self.mentions.append((self.length, self.length + len(name), person.number))
        self._add(name)

    def _said(self, claim: _Claim, source: int | None, *, capital: bool) -> None:
        """The claim. `source` is the document that it is of; another one's is edited half of the time."""
        start = self.length
        is_others = source is not None and source != self.number
        edited = is_others and self.rng.random() < _EDITED
        house = _outlet_of(source) if source is not None and not edited else self.outlet
        changed = self._below(len(claim.parts)) if edited else -1
        for place, part in enumerate(claim.parts):
            if isinstance(part, Name):
                name = spelt(claim.about, house, "full", part.case)
                if edited:
                    self._add("[")
                self._mention(claim.about, name)
                if edited:
                    self._add("]")
            else:
                words = part[0].upper() + part[1:] if capital and not place else part
                if place == changed and words[0].isalpha() and place:
                    words = f"[{words}]" if self.rng.random() < 0.5 else f"[…] {words}"
                self._add(words)
        if source is not None:
            self.quotations.append((start, self.length, source))

    def _other(self, name: str) -> str:
        if name in _WORDS:
            words: tuple[str, ...] = getattr(self.phrases, _WORDS[name])
            return _one(self.rng, words)
        if name == "date":
            day = self.published - timedelta(1 + self._below(60))
            month = self.phrases.months[day.month - 1]
            return (
                self.phrases.date.replace("<d>", str(day.day)).replace("<month>", month).replace("<y>", str(day.year))
            )
        low, high = _FIGURES[name]
        return str(low + self._below(high - low))

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _below(self, limit: int) -> int:
        return int(self.rng.random() * limit)

    def _sidecar(self, title: str) -> str:
        known = {
            "id": document_id(self.number),
            "title": title,
            "title_basis": "the text's own first line",
            "kind": "news_report",
            "language": self.phrases.language,
            "publisher": self.outlet.name,
            "published": self.published.isoformat(),
            "published_basis": "made up",
            "rights": _one(self.rng, _RIGHTS),
        }
        return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in known.items())


_WORDS = {"A": "adjectives", "N": "nouns", "place": "places"}
_FIGURES = {
    "n": (40, 900),
    "few": (3, 30),
    "years": (2, 15),
    "age": (22, 70),
    "year": (2012, 2020),
    "article": (110, 400),
}


def _one(rng: Random, things: Sequence[_Thing]) -> _Thing:
    return things[int(rng.random() * len(things))]
