"""In which case a word or a name may stand, for languages that decline.

Names are read by the paradigms of `pipeline.names`, other words by the endings of `reference/paradigms.csv`. Which of
the cases holds is for `clauses`.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pipeline.facts.grammar.lexicon import Reading, endings, fold, words
from pipeline.names import read
from pipeline.names.given import given_name
from pipeline.names.inflection import forms

Cases = frozenset[str]

ALL: Cases = frozenset(("nominative", "genitive", "dative", "accusative", "instrumental", "locative"))
"""Of a word that tells nothing."""

_LONGEST = 5
_MARKS = "\"'“”„«»‹›‘’()[],.;:"


def name_cases(mentions: Iterable[tuple[str, str]], language: str) -> dict[tuple[str, str], Cases]:
    """The cases of each name of a text: keys are an entity and the name as spelt.

    What is known of the entity from its other mentions in the text (a nominative, its gender) decides between readings.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for entity, name in mentions:
        named[entity].add(name)
    found: dict[tuple[str, str], Cases] = {}
    for entity, names in named.items():
        spelt = {word.lower() for name in names for word in _plain(name).split()}
        genders = {gender for name in names if (gender := gender_of(name, language))}
        gender = genders.pop() if len(genders) == 1 else None
        for name in names:
            found[entity, name] = _cases(name, language, frozenset(spelt), gender)
    return found


@lru_cache(maxsize=10_000)
def gender_of(name: str, language: str) -> str | None:
    """The gender that a name shows by its given name or its ending; None where it may be either (Александра)."""
    parsed = read(_plain(name), language)
    if parsed.known_given is None:
        return parsed.case_gender
    lemmas = {f.nominative for w in _plain(name).split() for f in forms(w) if f.case.language == language}
    genders = {given.gender for lemma in lemmas if (given := given_name(lemma))}
    return parsed.known_given.gender if len(genders) < 2 else None


@lru_cache(maxsize=50_000)
def word_cases(word: str, language: str) -> Cases:
    """The cases of a word or of several, by their endings; the first word that tells something decides."""
    if word.isupper() and len(word) > 1:
        return ALL  # an abbreviation
    for part in word.split():
        key = fold(part.strip(_MARKS), language)
        known = noun_cases(words("person_nouns.csv", language).get(key, ())) or ending_cases(key, language)
        if known:
            return known
    return ALL


def noun_cases(readings: Iterable[Reading]) -> Cases:
    """The cases of a noun for people; one that is declined as an adjective has no accusative like its nominative."""
    found = list(readings)
    # Of people the accusative of the plural is like the genitive, not the nominative.
    forms_of = {reading.form for reading in found}
    unlike = "nominative.pl" in forms_of and "genitive.pl" not in forms_of
    official = any(reading.row["kind"] == "authority" for reading in found)  # власти have both alike
    dropped = {"accusative.pl"} if unlike and not official else set()
    cases = frozenset(reading.case for reading in found if reading.form not in dropped) & ALL
    if "nominative" in cases and all(reading.kind == "participle" for reading in found):
        cases -= {"accusative"}
    return cases


@lru_cache(maxsize=50_000)
def ending_cases(key: str, language: str, *kinds: str) -> Cases:
    """The cases that a folded word may be in by its ending as a noun or adjective; none if no paradigm has it."""
    of = endings(language, *(kinds or ("noun", "participle", "adjective")))
    found: set[str] = set()
    for length in range(min(_LONGEST, len(key) - 2), 0, -1):
        found |= {form.partition(".")[0] for form in of.get(key[-length:], ())}
        if found and length > 1:
            break
    if not kinds and key[-1:] not in _vowels(language):
        found |= {"nominative", "accusative"}
    return frozenset(found)


def adjective_cases(key: str, language: str) -> Cases:
    """The cases of a folded word whose ending only adjectives and participles have; none for any other word."""
    of = _adjectival(language)
    for length in range(_LONGEST, 1, -1):
        if len(key) > min(length, 3) + 2 and key[-length:] in of:
            return of[key[-length:]]
    return frozenset()


def ends_as(key: str, language: str, form: str, shortest: int) -> bool:
    """Whether a folded word ends as verbs do in a form, by an ending of at least `shortest` letters."""
    return any(key.endswith(ending) and len(key) > len(ending) + 1 for ending in _verbal(language, form, shortest))


@lru_cache(maxsize=100)
def _verbal(language: str, form: str, shortest: int) -> tuple[str, ...]:
    return tuple(e for e, forms in endings(language, "verb").items() if form in forms and len(e) >= shortest)


@lru_cache(maxsize=10)
def _adjectival(language: str) -> dict[str, Cases]:
    nouns = endings(language, "noun")
    adjectives = endings(language, "participle", "adjective")
    return {e: of for e, of in adjectives.items() if len(e) > 1 and e not in nouns}


@lru_cache(maxsize=10)
def _vowels(language: str) -> frozenset[str]:
    """The letters that end case endings of one letter: a word that ends in another one may be a nominative."""
    return frozenset(ending for ending in endings(language, "noun") if len(ending) == 1)


def _plain(name: str) -> str:
    return " ".join(name.replace("[", "").replace("]", "").split())


@lru_cache(maxsize=20_000)
def _cases(name: str, language: str, known: frozenset[str], gender: str | None) -> Cases:
    spelt = _plain(name).split()
    shared: set[tuple[str, str]] = set()
    for word in spelt:
        readings = [form for form in forms(word) if form.case.language == language]
        sure = {form.nominative for form in readings if form.is_sure}
        readings = [form for form in readings if form.nominative in sure] or readings
        # A nominative that stands elsewhere in the text goes before what the word alone allows, and in a full name
        # a given name that is known before one that is not.
        elsewhere = [f for f in readings if f.nominative.lower() in known and f.nominative.lower() != word.lower()]
        given = [f for f in readings if len(spelt) > 1 and given_name(f.nominative)]
        given = [f for f in given if (of_name := given_name(f.nominative)) and of_name.is_east_slavic] or given
        of: set[tuple[str, str]] = {(form.case.gender, form.case.case) for form in elsewhere or given or readings}
        if not (elsewhere or given or sure) and not any(form.is_nominative for form in readings):
            continue  # Биби: an unknown name that is not declined
        if of and len(word) > 2:
            shared = (shared & of or shared) if shared else of
    agreeing = {case for of, case in shared if gender in (None, of)}
    return frozenset(agreeing or {case for _, case in shared}) or ALL
