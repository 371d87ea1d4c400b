"""How a spelling is taken to be a name: all that has to be known beside its letters to read it again elsewhere.

What a spelling says of its bearer is in `called`, how names are read in `pipeline.names`.
"""

from dataclasses import replace
from typing import Literal, NamedTuple

from pipeline.entities.called import read_as
from pipeline.entities.cases import Settled
from pipeline.names.given import Gender
from pipeline.names.name import Name

Way = Literal["as_it_is", "as_father", "as_family", "as_given"]
"""As it was read; a family name as a patronymic (Stsiapan Ilyich); any name as a family name (Rose) or a given one."""

WAYS: tuple[Way, ...] = ("as_it_is", "as_father", "as_family", "as_given")


class Taken(NamedTuple):
    """A spelling and how it is taken.

    `language` is that of `called.base_language`; `is_family`: it is known as a family name alone. `nominative` is
    the full name of which other texts show it to be another case, `case_gender` the gender that this case shows.
    """

    text: str
    language: str
    is_family: bool
    way: Way = "as_it_is"
    nominative: str | None = None
    case_gender: Gender | None = None

    def name(self) -> Name:
        """The name, in the nominative as far as it is certain."""
        if self.way == "as_given":
            return Name(self.text, given=self.text)
        name = read_as(self.text, self.language, self.is_family or self.way == "as_family")
        if self.nominative and name.is_full:
            name = Settled(self.nominative, self.case_gender).name(self.text)
        return replace(name, family=None, middle=(name.family or "",)) if self.way == "as_father" else name
