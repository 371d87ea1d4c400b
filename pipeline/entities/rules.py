"""Finding people in one text by rules, which say why.

1. `given_name_first`: a known given name, then capitalised words, as far as words that no name has.
2. `title_first`: a title (Ms., President), then one or two capitalised words.
3. `family_name_again`: a family name that 1 or 2 have found in the same text, standing alone.

What may be no name, or somebody else's, is left out: `tagger` finds more.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from pipeline.entities.bounds import is_handle, with_stop
from pipeline.entities.candidate import Candidate, candidate
from pipeline.entities.lexicon import lexicon
from pipeline.entities.words import Word, runs
from pipeline.names.given import given_name
from pipeline.names.name import Name
from pipeline.names.patronymic import is_patronymic, patronymic_of
from pipeline.names.reading import read, read_family
from pipeline.names.sounds import key

MAXIMUM_WORDS = 6
"""A name has no more words than this, particles and initials included."""

_LONGEST_ACRONYM = 4


def find_by_rules(
    text: str, sentences: Iterable[tuple[int, int]], titles: Collection[tuple[int, int]] = (), language: str = "und"
) -> list[Candidate]:
    """The places in `text` that seem to name a person, in the order in which they stand.

    `sentences` are spans in code points; no name goes over the end of one. `titles` are those of them that stand in
    the title of the text. `language` is that of the text (BCP 47), `und` if it is not known.
    """
    found: list[Candidate] = []
    doubtful: list[Candidate] = []
    rest: list[list[Word]] = []
    for span in sentences:
        for run in runs(text, *span, language, in_title=span in titles):
            names, others = _introduced(text, run)
            for words, name in names:
                (doubtful if _is_doubtful(words) else found).append(name)
            rest += others
    introduced = [
        _read(name, is_family=form == "family") for name, form in dict.fromkeys((c.name, c.form) for c in found)
    ]
    found += [c for c in doubtful if any(name.may_be_called(c.name.split()[-1]) for name in introduced)]
    found += _again(text, rest, introduced)
    return sorted(found, key=lambda candidate: candidate.start)


@lru_cache(maxsize=16_384)
def _read(name: str, *, is_family: bool) -> Name:
    return read_family(name) if is_family else read(name)


def _introduced(text: str, run: list[Word]) -> tuple[list[tuple[list[Word], Candidate]], list[list[Word]]]:
    """The names that rules 1 and 2 find in a run, with their words, and the stretches of it that are left over."""
    names: list[tuple[list[Word], Candidate]] = []
    rest: list[list[Word]] = [[]]
    position = 0
    while position < len(run):
        length, method_id = _full_name(run, position), "given_name_first"
        if not length:
            length, method_id = _titled_name(run, position), "title_first"
        if not length:
            rest[-1].append(run[position])
            position += 1
            continue
        if _family_stands_first(run, position, length):
            position, length = position - 1, length + 1
            rest[-1].pop()
        if not _names_a_thing(text, run, position, length):
            names.append((run[position : position + length], _candidate(text, run, position, length, method_id)))
        rest.append([])
        position += length
    return names, [words for words in rest if words]


def _full_name(run: list[Word], position: int) -> int:
    """Number of words of the full name that begins at `position`; 0 where none does.

    It begins with a known given name or an initial, or with a capitalised word before a middle initial. A name in the
    title or in capitals has two words, patronymics not counted: what follows may be the rest of a headline.
    """
    first = run[position]
    following = run[position + 1 : position + MAXIMUM_WORDS]
    known = first.form.is_initial or (
        first.form.is_name and given_name(first.text) and not _is_ambiguous(run, position)
    )
    before_initial = first.form.may_be_family and not first.begins and bool(following) and following[0].form.is_initial
    if not (known or before_initial) or any(w.is_a("place_prefix") for w in run[max(0, position - 1) : position + 1]):
        return 0
    in_headline = first.in_title or (first.form.is_capitals and bool(following) and following[0].form.is_capitals)
    length = 0
    for count, word in enumerate(following, start=2):
        if word.form.may_be_family:
            length = count
            if in_headline and not is_patronymic(word.text):
                break
        elif not word.form.is_initial and (word.form.is_capitalised or not word.is_a("particle")):
            break
    generation = run[position + length : position + length + 1]
    return length + (1 if length and generation and generation[0].is_a("generation") else 0)


def _is_ambiguous(run: list[Word], position: int) -> bool:
    """Whether a word that can be a given name is rather a case form or a place (Virginia Democrats)."""
    word = run[position]
    titled = position > 0 and run[position - 1].form.is_title
    return word.is_common or word.is_a("case_form") or (word.is_a("place") and not titled)


def _titled_name(run: list[Word], position: int) -> int:
    """Number of words, one or two, of the name that follows the title before `position`; 0 for none."""
    if not position or not run[position - 1].form.is_title or run[position].in_title:
        return 0
    words = run[position : position + 3]
    length = next((n for n, word in enumerate(words) if not word.form.may_be_family), len(words))
    if length == 1 and not run[position - 1].is_a("honorific") and given_name(words[0].text):
        return 0  # Pope Francis, спадар Андрэй: a given name, which is no name that can be told apart
    return length if length <= 2 else 0


def _family_stands_first(run: list[Word], position: int, length: int) -> bool:
    """Whether the family name stands before what was found, a given name and a patronymic: NOVIK Pavel Pavlovich."""
    if length != 2 or not position or not patronymic_of(run[position + 1].text):
        return False
    return run[position - 1].form.may_be_family


def _is_doubtful(words: list[Word]) -> bool:
    """Whether it may be a numbered heading (A. Background): an initial and one word at the beginning of a sentence."""
    return words[0].begins and words[0].form.is_initial and len(words[0].text) == 2 and len(words) == 2


def _again(text: str, rest: list[list[Word]], introduced: list[Name]) -> Iterator[Candidate]:
    """Rule 3: the family names of those introduced, where they stand alone.

    Left out are names that may be somebody else's: one that the text also gives to somebody whom we do not know
    (*Xyz Novik*), and one that differs in its last letter alone from another (*Козлова* may be a woman's name or a case
    form of her husband's).
    """
    by_key: dict[str, list[Name]] = {}
    for name in introduced:
        by_key.setdefault(key(name.family or ""), []).append(name)
    alone: list[tuple[list[Word], int]] = []
    contested: set[str] = set()
    for run in rest:
        for position, word in enumerate(run):
            sounded = key(word.text)
            if (
                sounded not in by_key
                or not word.form.is_name
                or _is_another_word(word)
                or not any(name.may_be_called(word.text) for name in by_key[sounded])
            ):
                continue
            before, after = run[max(0, position - 1) : position], run[position + 1 : position + 2]
            if any(map(_is_unknown, before)):
                contested.add(sounded)
            elif not any(map(_is_unknown, before + after)) and sounded[:-1] not in by_key:
                alone.append((run, position))
    for run, position in alone:
        if key(run[position].text) not in contested and not _names_a_thing(text, run, position, 1):
            yield _candidate(text, run, position, 1, "family_name_again")


def _is_another_word(word: Word) -> bool:
    is_acronym = word.form.is_capitals and len(word.text) <= _LONGEST_ACRONYM
    return word.is_common or is_acronym or not lexicon().is_no_country(word.form.key)


def _is_unknown(word: Word) -> bool:
    return word.form.is_capitalised and not word.form.known_otherwise


def _candidate(text: str, run: list[Word], position: int, length: int, method_id: str) -> Candidate:
    words = run[position : position + length]
    form = "family" if length == 1 else "initials" if words[0].form.is_initial else "full"
    title = run[position - 1].text if position else None
    return candidate(text, (words[0].start, with_stop(text, words[-1].end)), form, title, method_id)


def _names_a_thing(text: str, run: list[Word], position: int, length: int) -> bool:
    """Whether these words name a prize, a street or the like (such a noun follows), or a handle.

    A title after them is rather a family name that we do not know as one (Martin Luther King).
    """
    after = position + length
    if after < len(run) and (run[after].is_a("institution") or run[after].is_a("title")):
        return True
    return is_handle(text, (run[position].start, run[after - 1].end))
