"""The nominative of a name that a text has in another case (Святлане Ціханоўскай, Donalda Tuska).

A case is read where the words of a name agree in it and a given name that is known, or the ending of a family name,
shows it; in doubt a name stays as it is spelt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from operator import not_

from pipeline.names.given import Gender, GivenName, forms_in, given_name, is_listed
from pipeline.names.inflection import Case, Form, forms, languages, may_be_oblique, order
from pipeline.names.languages import with_letters_of
from pipeline.names.letters import CYRILLIC, light

_SURE, _FOREIGN, _TELLING, _POSSIBLE, _UNMOVED = 2.0, 1.5, 1.25, 1.0, 0.5
"""How much a word speaks for a case: a known given name or the ending of a kind of family names shows it; in a text,
it is a given name of other people, which may be one of ours in another case (Ивана, Иван); the ending is none of a
nominative; it can be that case; it has the same form in every case."""

_MOST_WORDS, _MOST_ALTERNATIVES = 10, 4


@dataclass(frozen=True, slots=True)
class Nominative:
    """For each word of a name the nominatives that it may have, the likeliest first; the gender, if the case shows it.

    A word that is a nominative already, or that no paradigm explains, is as it was.
    """

    words: tuple[tuple[str, ...], ...]
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name: its readings that count, and whether it is known as a given name as it stands.

    `is_foreign` is such a one in Cyrillic letters that no East Slavic person bears (Ивана).
    """

    text: str
    is_given: bool
    is_foreign: bool
    gender: Gender | None
    readings: tuple[Form, ...]

    def in_case(self, case: Case) -> list[Form]:
        """Its readings in that case."""
        return [form for form in self.readings if form.case == case]


def nominative(words: Sequence[str], language: str | None = None) -> Nominative:
    """The nominative of all words of a name.

    `language` (BCP 47) is that of the running text in which it stands: a name without one may be an entry of a list,
    which is a nominative unless something shows the contrary.
    """
    known = [given_name(word) for word in words]
    as_spelt = Nominative(tuple((word,) for word in words))
    unknown = compress(words, map(not_, known))
    if len(words) > _MOST_WORDS or (not language and any(known) and not any(map(may_be_oblique, unknown))):
        return as_spelt
    possible = {language} if language else with_letters_of(" ".join(words).casefold()).intersection(languages())
    read = _given_apart([_word(word, frozenset(possible), in_text=language is not None) for word in words])
    fits = {form.case: _fit(read, form.case) for word in read for form in word.readings if form.shows_case}
    if not fits:
        return as_spelt
    best, as_it_is = max(fits.values()), _fit_of_nominative(read, in_text=language is not None)
    if best < as_it_is:
        return as_spelt
    likeliest = sorted((case for case, fit in fits.items() if fit == best), key=order)
    _, gender, name_of_case = likeliest[0]
    cases = [case for case in likeliest if (case.gender, case.case) == (gender, name_of_case)]
    found = [_nominatives_of(word, cases) for word in read]
    if best > as_it_is:
        return Nominative(tuple(found), gender)
    # In doubt as spelt; the other reading stands beside it unless the given name would be another one.
    if any(word.is_given and word.text not in forms for word, forms in zip(read, found, strict=True)):
        return as_spelt
    return Nominative(
        tuple(
            (word.text,) if _is_sure_nominative(word) else tuple(dict.fromkeys((word.text, *forms)))
            for word, forms in zip(read, found, strict=True)
        )
    )


def _given_apart(words: list[_Word]) -> list[_Word]:
    """The words; the only one that can be a given name, and is one as it stands, is no family name's case: Марина."""
    given = [word for word in words if word.is_given or any(form.part == "given" for form in word.readings)]
    if len(words) < 2 or len(given) != 1 or any(form.part == "given" for form in given[0].readings):
        return words
    others = tuple(form for form in given[0].readings if form.part != "family")
    return [replace(word, readings=others) if word is given[0] else word for word in words]


def _nominatives_of(word: _Word, cases: Sequence[Case]) -> tuple[str, ...]:
    """The nominatives of one word in any of these cases; the word itself beside those that only may be."""
    here = [form for case in cases for form in word.in_case(case)]
    known = [form.nominative for form in here if form.part == "given"]
    sure = known or [form.nominative for form in here if form.is_sure]
    may_be = [form.nominative for form in here][:_MOST_ALTERNATIVES]
    return tuple(dict.fromkeys(sure or [*may_be, word.text]))


def _fit(words: Sequence[_Word], case: Case) -> float:
    """How well all words together stand in one case; 0 where nothing shows it."""
    total, n_telling, n_moved, is_sure = 0.0, 0, 0, False
    for word in words:
        here = word.in_case(case)
        if here:
            total += max(_SURE if form.is_sure else _TELLING if form.is_telling else _POSSIBLE for form in here)
            n_telling += any(form.shows_case for form in here)
            n_moved += any(form.nominative != word.text for form in here)
            is_sure = is_sure or any(form.is_sure for form in here)
        elif word.is_given and not _is_inflected(word.text, case.language):
            total += _SURE  # Leo, Джо: the same in every case
            n_telling += 1
        elif not any(form.is_sure for form in word.readings):
            total += _UNMOVED
    is_shown = is_sure or n_telling > 1 or (n_telling and n_moved > 1)
    return total if is_shown else 0.0


def _fit_of_nominative(words: Sequence[_Word], *, in_text: bool) -> float:
    """How well all words together stand in the nominative."""
    genders = {word.gender for word in words if word.gender}
    total = 0.0
    for word in words:
        if _is_sure_nominative(word, genders) or (word.is_given and not (word.is_foreign and in_text)):
            total += _SURE
        elif word.is_given:
            total += _FOREIGN
        else:
            is_doubtful = any(form.is_sure or (in_text and form.nominative != word.text) for form in word.readings)
            total += _UNMOVED if is_doubtful else _POSSIBLE
    return total


def _is_sure_nominative(word: _Word, genders: set[Gender] | None = None) -> bool:
    """Whether the ending of a word is that of a nominative, in no other gender than these."""
    return any(
        form.is_sure and form.is_nominative and (not genders or genders == {form.case.gender}) for form in word.readings
    )


def _is_inflected(word: str, language: str) -> bool:
    return any(True for _ in forms(word, {language}))


@lru_cache(maxsize=65_536)
def _word(text: str, possible: frozenset[str], *, in_text: bool) -> _Word:
    """A word with the readings that count in these languages.

    Where a sure reading is the nominative, others must leave the word as it is; a word that is known as a given name
    is no inflected family name. A given name in another case is sure if it is known; of foreign ones there are so
    many, and with so many endings, that outside a text it takes more than one word to show the case. What is a foreign
    one as it stands (Тони) is not surely another one's case if that is a short form (Тоня) or of another language.
    """
    known = given_name(text)
    is_cyrillic = CYRILLIC.search(text) is not None
    is_foreign = known is not None and is_cyrillic and not _is_of_ours(text, known, possible)
    every = list(forms(text, possible))
    if any(form.is_sure and form.is_nominative for form in every):
        every = [form for form in every if form.is_sure or form.nominative == text or _may_be_given(form)]
    found = []
    for form in every:
        name = given_name(form.nominative) if form.part in ("", "given") else None
        is_of_gender = not name or name.gender in (None, form.case.gender)
        if form.part != "given" and (form.is_sure or not known) and is_of_gender:
            found.append(form)
        if name and is_of_gender and not form.is_nominative and form.nominative != text:
            sure = in_text or (name.is_east_slavic and is_listed(form.nominative)) or is_cyrillic
            sure = sure and not (is_foreign and not _is_official(form, name.key))
            found.append(form._replace(part="given", is_sure=sure, is_telling=True))
    if any(form.part == "given" and form.is_sure and _is_accented(text, form.nominative) for form in found):
        known = None
    return _Word(text, known is not None, is_foreign, known.gender if known else None, tuple(found))


def _is_of_ours(text: str, known: GivenName, possible: frozenset[str]) -> bool:
    """Whether an East Slavic person bears it as it stands; Петра sounds like Пятро, but is a Czech woman."""
    if known.gender or known.is_diminutive or not known.is_east_slavic:
        return known.is_east_slavic
    return any(text in forms_in(known.key, language) for language in possible)


def _may_be_given(form: Form) -> bool:
    """Whether it is a reading as a given name: Валентина is one of Валентин too, though it ends like *Novikova*."""
    return form.part == "given" or (not form.part and given_name(form.nominative) is not None)


def _is_official(form: Form, key: str) -> bool:
    """Whether the nominative is an official form of the given name with this key, in the language of the case."""
    official = forms_in(key, form.case.language)
    return form.nominative.casefold().replace("ё", "е") in {of.casefold().replace("ё", "е") for of in official}


def _is_accented(word: str, name: str) -> bool:
    """Whether a word is known as a given name only because accents do not count (Anną), and so is no nominative."""
    return word != name and light(word) == light(name)
