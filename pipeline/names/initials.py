"""Initials: the sounds with which a given name or patronymic may begin, in all of its forms (Г. and Р. for Рыгор)."""

from functools import lru_cache

from pipeline.names.given import forms_of, given_names
from pipeline.names.letters import CYRILLIC, INITIAL
from pipeline.names.patronymic import patronymic_of
from pipeline.names.sounds import all_habits, habits, sounds

GLIDE = frozenset("ije")
"""What Y, J and I alone may stand for at the start of a name in Latin letters (Yauhen, Yevgeny, Iosif)."""


@lru_cache(maxsize=65_536)
def first_sounds(part: str) -> frozenset[str]:
    """The sounds with which a name part, or what an initial stands for, may begin."""
    if INITIAL.fullmatch(part):
        if CYRILLIC.search(part):
            return frozenset({sounds(part, "cyrillic")[:1]})
        found = frozenset(sounds(part, habit)[:1] for habit in all_habits())
        is_one_letter = len(part.rstrip(".")) == 1
        return found | GLIDE if is_one_letter and not found.isdisjoint(GLIDE - {"e"}) else found
    father = patronymic_of(part)
    keys = {father} if father else {name.key for name in given_names(part)}
    forms = (part, *(form for key in keys for form in forms_of(key)))
    return frozenset(sounds(form, habit)[:1] for form in forms for habit in habits(form))
