"""Whom the collection names most: a family name alone is somebody's who is far more often named than any other of it.

What may be a given name too is a family name alone if many documents have the same person's so (Rose).
"""

from collections import Counter, defaultdict

from pipeline.entities.called import Called, family_keys
from pipeline.entities.collection import PersonKey
from pipeline.names.initials import first_sounds
from pipeline.names.sounds import key

PROMINENT = 3
"""A family name alone is somebody's whom at least so many documents name in full, and so many times as many as any
other of that name."""


class Prominent:
    """The people whom documents name in full, by their numbers in `persons`, while these come one after the other."""

    def __init__(self, persons: list[PersonKey]) -> None:
        self._persons = persons
        self._documents = _Documents()
        self._also_given = _Documents()
        self._called: dict[str, set[int]] = defaultdict(set)
        self._genders: dict[int, set[str]] = defaultdict(set)
        self._begins: dict[int, frozenset[str]] = defaultdict(frozenset)
        self._seen: set[tuple[int, int]] = set()

    def named(self, person: int, document: int, spelling: int, name: Called) -> None:
        """A document names somebody in full; `spelling` is the number of the name's."""
        self._documents.add(person, document)
        if (person, spelling) not in self._seen:
            self._seen.add((person, spelling))
            self._begins[person] |= first_sounds(name.given or "")
            self._called[key((name.family or "").split()[-1])].add(person)
            if name.gender:
                self._genders[person].add(name.gender)

    def also_given(self, person: int, document: int) -> None:
        """A document names somebody by a family name that may be a given name."""
        self._also_given.add(person, document)

    def bearer(self, name: Called, gender: str | None) -> tuple[int | None, int]:
        """Whose a name is that its document does not explain, if anybody's, and how many have it.

        `gender` is what a title shows.
        """
        family = name.family or name.given or ""
        numbers = {person for k in family_keys(family, name.language) for person in self._called.get(k, ())}
        bearers = sorted(numbers, key=self._persons.__getitem__)
        if name.is_initials:
            begins = first_sounds(name.given or "")
            bearers = [one for one in bearers if not self._begins[one].isdisjoint(begins)]
        ranked = sorted(bearers, key=lambda person: -self._documents.n[person])
        if not ranked:
            return None, 0
        first, others = ranked[0], ranked[1:]
        most = max((self._documents.n[person] for person in others), default=1)
        is_known = (self._documents if name.family else self._also_given).n[first] >= PROMINENT * most
        is_other = bool(gender and self._genders[first] and gender not in self._genders[first])
        return (first if is_known and not is_other else None), len(bearers)


class _Documents:
    """How many documents name each person; they come one after the other."""

    def __init__(self) -> None:
        self.n: Counter[int] = Counter()
        self._last: dict[int, int] = {}

    def add(self, person: int, document: int) -> None:
        if self._last.get(person) != document:
            self._last[person] = document
            self.n[person] += 1
