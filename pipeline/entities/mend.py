"""Names that the tagger has cut wrongly, put right by what stands in them, beside them, and elsewhere in the text.

Labels are given token by token; here a name is looked at as a whole. Words are never looked for anew: what the tagger
does not see at all stays unseen.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.entities.called import base_language
from pipeline.entities.lexicon import lexicon, stem
from pipeline.entities.ranks import ranks
from pipeline.entities.tokens import Token
from pipeline.entities.words import kinds
from pipeline.names.given import given_name
from pipeline.names.patronymic import is_patronymic

Span = tuple[int, int]
"""Start and end in code points, the end exclusive."""

_OPENS = {")": "(", "]": "[", "»": "«", "”": "“„", "“": "„", "’": "‘", '"': '"'}
_LONGEST = 24
"""Tokens of a name; what is longer is none, and looking at each of its parts would take time that grows squared."""
_ACRONYM = 6
"""The most letters of an abbreviation that stands before a name."""


@dataclass(frozen=True)
class _Name:
    """Tokens `first` to `end`, which is exclusive, of a line."""

    line: Sequence[Token]
    first: int
    end: int

    @property
    def tokens(self) -> Sequence[Token]:
        return self.line[self.first : self.end]

    def of(self, first: int, end: int) -> "_Name":
        return _Name(self.line, first, end)

    def written(self, text: str) -> str:
        return text[self.tokens[0].start : self.tokens[-1].end]


def mended(text: str, lines: Sequence[Sequence[Token]], spans: Iterable[Span], language: str) -> list[Span]:
    """The spans as they should have been cut, in their order; those that hold no name are left out.

    `lines` are the tokens of the text (`tokens.lines`); no span goes over the end of one. `language` is that of the
    text (BCP 47), `und` if it is not known.
    """
    language = base_language(language)
    names = [name for name in map(_trimmed, _names(lines, spans)) if any(_is_word(token) for token in name.tokens)]
    full = {_ends(name) for name in names if len(name.tokens) > 1}
    begun = [_begun(before, name, full, language) for before, name in zip([None, *names], names, strict=False)]
    small = _small(lines)
    known = Counter(name.written(text) for name in begun)
    family = Counter(name.tokens[-1].text for name in begun if len(name.tokens) > 1)
    shorter = [_shorter(name, small, language) for name in begun if not _is_area(name, language)]
    apart = [one for name in shorter for one in _apart(text, name, known, family)]
    pairs = zip(apart, [*apart, None][1:], strict=True)
    kept = [name for name, after in pairs if not _is_its_noun(name, after, small, language)]
    return [(name.tokens[0].start, name.tokens[-1].end) for name in kept]


def _names(lines: Sequence[Sequence[Token]], spans: Iterable[Span]) -> Iterator[_Name]:
    starts = [line[0].start for line in lines]
    for start, end in spans:
        line = lines[bisect_right(starts, start) - 1]
        yield _Name(line, bisect_right(line, start, key=_start) - 1, bisect_right(line, end - 1, key=_start))


def _start(token: Token) -> int:
    return token.start


def _is_word(token: Token) -> bool:
    return token.kind == "word" and len(token.text) > 1


def _trimmed(name: _Name) -> _Name:
    """Without signs at its ends, but full stops behind, and what closes a quotation or a bracket in it.

    After a family name with two initials (Novik A. B.) a name is whole.
    """
    first, end = name.first, name.end
    if end - first > _LONGEST:
        return name
    while first < end - 1 and name.line[first].kind == "sign" and not _closes(name.line[first:end]):
        first += 1
    while first < end - 1 and _is_loose(name.line[first:end]):
        end -= 1
    begin = name.line[first : first + 3]
    is_whole = [token.kind for token in begin] == ["word", "initial", "initial"] and not given_name(begin[0].text)
    return name.of(first, min(end, first + 3) if is_whole else end)


def _closes(tokens: Sequence[Token]) -> bool:
    """Whether what the first of them opens is closed before the last: [Anna] Novik."""
    return any(tokens[0].text in _OPENS.get(token.text, "") for token in tokens[1:-1] if token.text in _OPENS)


def _is_loose(tokens: Sequence[Token]) -> bool:
    """Whether the last of them is a sign that belongs to nothing in them."""
    last = tokens[-1]
    opens = _OPENS.get(last.text, "")
    return last.kind == "sign" and last.text != "." and not any(token.text in opens for token in tokens[:-1] if opens)


def _begun(before: _Name | None, name: _Name, full: Container[tuple[str, str]], language: str) -> _Name:
    """With the initials before it (T. Novik), or the given name before a family name.

    `before` is the name before it in the text; `full` has the ends of the names that the text gives in full.
    """
    first = name.first
    least = before.end if before and before.line is name.line else 0
    while first > least and name.line[first - 1].kind == "initial" and _gap(name.line, first) <= 1:
        first -= 1
    if least < first == name.first and len(name.tokens) == 1 and name.line[first - 1].is_capitalised:
        longer = name.of(first - 1, name.end)
        if _ends(longer) in full or _is_given_only(name.line, first, language):
            return longer
    return name.of(first, name.end)


def _ends(name: _Name) -> tuple[str, str]:
    """The stems of its first and its last word."""
    return stem(name.tokens[0].text.lower()), stem(name.tokens[-1].text.lower())


def _gap(line: Sequence[Token], i: int) -> int:
    """Code points between a token and the one before."""
    return line[i].start - line[i - 1].end


def _is_given_only(line: Sequence[Token], i: int, language: str) -> bool:
    """Whether the word before a token is a given name and nothing else, and the token is none."""
    before = line[i - 1]
    if not (_is_word(before) and _gap(line, i) == 1 and given_name(before.text)):
        return False
    small = before.text.lower()
    return not kinds(small) and lexicon().common(small, language) == "-" and not given_name(line[i].text)


def _small(lines: Iterable[Sequence[Token]]) -> frozenset[str]:
    """The words that the text writes small."""
    return frozenset(
        token.text for line in lines for token in line if token.kind == "word" and not token.is_capitalised
    )


def _shorter(name: _Name, small: frozenset[str], language: str) -> _Name:
    """Without what stands before it: an abbreviation or a noun of the text (UNESCO, Priest), an honorific (M.), a rank.

    An abbreviation or a noun only before a full name that begins with a given name.
    """
    first, end = name.first, name.end
    if end - first > 1 and _is_after_area(name, language) and _is_given_first(name.line[first : first + 2]):
        first += 1  # the governor of the province Sokol Anna Novik
    if end - first > 1 and (name.line[first].text, language) in _honorific_letters():
        return name.of(first + 1, end)
    for n in (1, 2):  # Pope Francis, Папа Римский Франциск
        begin = tuple(token.text.lower() for token in name.line[first : first + n])
        if end - first > n and begin in ranks() and given_name(name.line[first + n].text):
            return name.of(first + n, end)
    is_whole = _is_given(name.line[end - 1].text)  # NOVIK Pavel Pavlovich: the family name stands first
    while end - first > 2 and given_name(name.line[first + 1].text):
        word, after = name.line[first], name.line[first + 1]
        is_acronym = 1 < len(word.text) <= _ACRONYM and word.text.isupper() and not after.text.isupper()
        is_noun = word.text.lower() in small and not given_name(word.text)
        if word.kind != "word" or not (is_noun or (is_acronym and not is_whole)):
            break
        first += 1
    return name.of(first, end)


def _is_given_first(words: Sequence[Token]) -> bool:
    """Whether a given name is the second of two words, and not the first."""
    return len(words) == 2 and not given_name(words[0].text) and given_name(words[1].text) is not None


def _is_area(name: _Name, language: str) -> bool:
    """Whether one word is rather the name of an area: its noun stands before it, and no role before that.

    The court of the canton Uri; but: the head of the district Novik.
    """
    word = name.tokens[0].text
    return len(name.tokens) == 1 and not given_name(word) and _is_after_area(name, language)


def _is_after_area(name: _Name, language: str) -> bool:
    before = [token.text for token in name.line[max(0, name.first - 2) : name.first]]
    if not before or (language, before[-1]) not in _area_nouns():
        return False
    return len(before) == 1 or kinds(before[0].lower()).isdisjoint(("role", "title"))


@cache
def _area_nouns() -> frozenset[tuple[str, str]]:
    """Nouns of areas in all forms, each with its language (BCP 47)."""
    return frozenset(
        (row["language"], form) for row in reference.rows("area_nouns.csv") for form in row["forms"].split("|")
    )


@cache
def _honorific_letters() -> frozenset[tuple[str, str]]:
    """Letters with a full stop that are no initial in a language (BCP 47): M. in French."""
    rows = reference.rows("words.csv")
    return frozenset((row["word"], row["language"]) for row in rows if row["kind"] == "honorific_letter")


def _apart(text: str, name: _Name, known: Counter[str], family: Counter[str]) -> Iterator[_Name]:
    """The two names that stand side by side in one; both stand elsewhere, or the first does and a full one follows.

    Of two words, each must be the family name of somebody whom the text names in full. Two full names with a comma or
    a dash between them (Anna Novik, Pavel Sokol) need stand nowhere else; Novik, Anna is one name.
    """
    for place in range(name.first + 2, name.end - 2) if len(name.tokens) <= _LONGEST else ():
        one, other = name.of(name.first, place), name.of(place + 1, name.end)
        if _is_between(name.line, place) and _is_full(one) and _is_full(other):
            yield one
            yield from _apart(text, other, known, family)
            return
    for place in range(name.end - 1, name.first, -1) if len(name.tokens) <= _LONGEST else ():
        one, other = name.of(name.first, place), name.of(place, name.end)
        if one.written(text) in known and _stands_alone(text, one, other, known, family):
            yield from (one, other)
            return
    yield name


def _stands_alone(text: str, one: _Name, other: _Name, known: Counter[str], family: Counter[str]) -> bool:
    if _is_given(one.tokens[-1].text):
        return False  # a family name is missing
    is_full = _is_full(other)
    if len(one.tokens) > 1:
        return is_full or other.written(text) in known
    word = one.tokens[0].text
    if other.written(text) not in known:
        return False
    return is_full if len(other.tokens) > 1 else family[word] > 0 and family[other.tokens[0].text] > 0


def _is_between(line: Sequence[Token], i: int) -> bool:
    """Whether a token is a comma, or a dash with white space before it."""
    return line[i].text == "," or (line[i].text in ("-", "–", "—") and _gap(line, i) > 0)


def _is_full(name: _Name) -> bool:
    """Whether it has a given name first, and something behind it."""
    return len(name.tokens) > 1 and given_name(name.tokens[0].text) is not None


def _is_given(word: str) -> bool:
    return given_name(word) is not None or is_patronymic(word)


def _is_its_noun(name: _Name, after: _Name | None, small: frozenset[str], language: str) -> bool:
    """Whether it is a common noun that begins a sentence right before a name (Cartoonist Anna Novik)."""
    if len(name.tokens) > 1 or after is None or after.line is not name.line or after.first != name.end:
        return False
    word = name.tokens[0].text
    return not given_name(word) and (word.lower() in small or lexicon().is_common(word.lower(), language))
