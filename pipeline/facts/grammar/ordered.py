"""Verbs in languages where their order tells who does what: the subject stands before, the object behind.

The counterpart for languages with cases is `declined`. In doubt a place stays empty.
"""

from collections.abc import Sequence

from pipeline.facts.grammar.coordination import antecedent, apposed, apposed_list, coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.lexicon import Reading
from pipeline.facts.grammar.nominal import possessor
from pipeline.facts.grammar.phrases import beginning, ending, phrases
from pipeline.facts.grammar.positions import after, directly, named_after
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.structure import Clause, Phrase

_NEAR = 12
"""Units between two verbs that share a subject."""

_ENCLOSED = 25
"""Units that may stand between two commas after a name."""

_CHAIN = 20
"""Units between the verbs of a list that share what they are said of."""

_STEPS = 6

_PAST = ("past", "participle")
_ACTIVE = {"have", "do", "modal", "future"}
"""What shows that a form which may be passive is not."""


def verb(sentence: Sentence, start: int, end: int, reading: Reading, frame: Sequence[str]) -> Clause:
    """A verb at units `start` to `end` with what stands around it; `frame` are the places that it has."""
    units = sentence.units
    first, kinds = group(sentence, start)
    after_to = first > 0 and units[first - 1].is_a("to") and reading.form == "base"
    form = _form(sentence, first, kinds, reading, after_to=after_to)
    first -= after_to
    places: dict[str, list[Phrase]] = {}
    if "object" in frame:
        form = _transitive(sentence, (start, end, first), kinds, reading, form, places)
    elif form == "gerund":
        places["subject"] = subjects(sentence, first) if ending(sentence, start - 1) else []
    elif form != "infinitive" and not ("be" in kinds and reading.form in _PAST and not reading.rest):
        places["subject"] = subjects(sentence, first)
    beside = "object" if "object" in frame else "subject"
    if places.get(beside):
        places[beside] += _along(sentence, end)
    for kind in ("by", "against"):
        places[kind] = after(sentence, end, kind)
    places["favour"] = _favoured(sentence, end)
    if "of" in frame and reading.rest:
        holder = possessor(sentence, end - 1)
        inside = [holder] if holder and holder.first > start else []
        places["of"] = inside or directly(sentence, end, "of")  # froze Anna's assets, the assets of Anna
    places["to"] = named_after(sentence, end, "to", start, end) or after(sentence, end, "to")
    return Clause(start, end, first, form, "negation" in kinds, places)


def _form(sentence: Sentence, first: int, kinds: set[str], reading: Reading, *, after_to: bool) -> str:
    """How the verb stands; a plain form without a subject is an infinitive too (saw them leave)."""
    if after_to:
        return "infinitive"
    if reading.form == "ing" and "be" not in kinds:
        return "gerund"
    for kind in ("future", "modal"):
        if kind in kinds:
            return kind
    bare = reading.form == "base" and "do" not in kinds and not _has_subject(sentence, first)
    return "infinitive" if bare else "finite"


def _transitive(
    sentence: Sentence,
    at: tuple[int, int, int],
    kinds: set[str],
    reading: Reading,
    form: str,
    places: dict[str, list[Phrase]],
) -> str:
    """Puts the subject and the object of a verb that takes one into `places`; the form, now that they are known."""
    start, end, first = at
    if "be" in kinds and reading.form in _PAST:  # was arrested
        places["object"] = _dangling(sentence, first) or subjects(sentence, first)
        return form
    right = _object(sentence, start, end, reading)
    if right:  # police arrested X; the arrested X
        places["object"] = coordinated(sentence, right, leftwards=False)
        acts = _has_subject(sentence, first) or bool(kinds) or reading.form not in _PAST
        if "be" in kinds or (acts and form in ("finite", "future", "modal") and reading.form != "ing"):
            places["subject"] = subjects(sentence, first)
        return form if acts else "participle"
    inside = sentence.units[start + 1 : end]
    has_object = any(unit.is_a("determiner", "possessive") or unit.possessive for unit in inside)  # raided the office
    if has_object or has_unknown_object(sentence, end):  # released a film
        places["subject"] = subjects(sentence, first) if form in ("finite", "future") else []
        return form
    if reading.form in _PAST and not kinds & _ACTIVE:  # X, arrested in May; was beaten and arrested
        joined = _joined_verb(sentence, first) if first == start else None
        places["object"] = subjects(sentence, first) if joined is None else joined
        return "participle" if joined is None else form
    if kinds & _ACTIVE and form not in ("infinitive", "gerund"):
        places["subject"] = subjects(sentence, first)
    return form


def group(sentence: Sentence, start: int) -> tuple[int, set[str]]:
    """The first unit of the verb that ends at `start`, and the kinds of auxiliary words in it."""
    kinds: set[str] = set()
    first = start
    words = ("be", "have", "do", "modal", "future", "negation")
    index = start - 1
    while index >= 0 and sentence.units[index].is_a("adverb", *words) and not sentence.units[index].is_a("determiner"):
        of = {kind for kind in words if sentence.units[index].is_a(kind)}
        if of:
            kinds |= of
            first = index
        index -= 1
    return first, kinds


def _has_subject(sentence: Sentence, first: int) -> bool:
    """Whether something that may be a subject stands right before a verb: a noun, a name, a relative pronoun."""
    if first == 0:
        return False
    before = sentence.units[first - 1]
    if before.is_comma:
        # X, a teacher, arrested Y: what stands between the commas belongs to X.
        named, direct = _before_enclosed(sentence, first - 1), ending(sentence, first - 2)
        return named is not None and (direct is None or direct.head != named.head)
    if before.is_a("relative", "pronoun"):
        return True
    if before.is_a("conjunction"):
        return _shared_subject(sentence, first - 1) is not None
    if before.is_a("adverb", "calendar") or before.text[0].isdigit():
        # A court on Tuesday sentenced X.
        governed = _before_prepositional(sentence, first - 1)
        return governed >= 0 and ending(sentence, governed) is not None
    if not before.is_word or before.possessive or (before.functions and not before.nouns):
        return False
    return before.mention is not None or ending(sentence, first - 1) is not None or before.text[0].islower()


def _object(sentence: Sentence, start: int, end: int, reading: Reading) -> Phrase | None:
    """The phrase right after a verb, or within its words (found X guilty), or to which it belongs (the jailed X)."""
    attributed = next((p for p in phrases(sentence) if p.first <= start and end <= p.head), None)
    if attributed:
        return attributed
    position = start + 1 if "~" in reading.rest[:1] and beginning(sentence, start + 1) else end
    while position < len(sentence.units) and sentence.units[position].is_a("adverb"):
        if beginning(sentence, position):
            break
        position += 1
    found = beginning(sentence, position)
    return found if found and found.is_free and not sentence.units[found.head].is_a("relative") else None


def _favoured(sentence: Sentence, end: int) -> list[Phrase]:
    """In whose favour: rigged in X's favour."""
    units = sentence.units
    for index in range(end, min(end + _STEPS, len(units))):
        if units[index].is_a("favour") and units[index - 1].possessive and units[index - 1].mention:
            return [Phrase(index - 1, index - 1, index - 1)]
    return []


def _along(sentence: Sentence, end: int) -> list[Phrase]:
    """Those with whom it happened: was released along with X."""
    units = sentence.units
    for index in range(end, min(end + _NEAR, len(units))):
        if units[index].is_comma or units[index].is_break or is_verbal(sentence, index):
            return []
        if units[index].is_a("along"):
            found = beginning(sentence, index + 1)
            return coordinated(sentence, found, leftwards=False) if found else []
    return []


def has_unknown_object(sentence: Sentence, end: int) -> bool:
    """Whether a verb has an object that is nobody (released a film): its subject is no participle's noun."""
    units = sentence.units
    position = end
    while position < len(units) and units[position].is_a("adverb") and not units[position].is_a("numeral"):
        position += 1
    if position >= len(units):
        return False
    unit = units[position]
    if unit.is_a("determiner", "possessive", "numeral", "quantity"):
        return True
    return unit.is_word and not unit.functions and not is_verbal(sentence, position)


_RELATIVE = 4
"""Units of a verb between a relative pronoun and its object: who had once known X."""


def subjects(sentence: Sentence, first: int) -> list[Phrase]:
    """The phrases before a verb that begins at `first`: its subject, or what a participle belongs to."""
    found = _subject(sentence, first)
    if not found:
        return []
    listed = apposed_list(sentence, found)
    if listed:
        return listed
    relative = first and sentence.units[first - 1].is_a("relative")
    if relative and not _is_plural_verb(sentence, first):
        return [found]
    return coordinated(sentence, found)


def _is_plural_verb(sentence: Sentence, first: int) -> bool:
    return sentence.units[first].is_a("plural")


def _subject(sentence: Sentence, first: int) -> Phrase | None:
    units = sentence.units
    index = first - 1
    for _ in range(_STEPS):
        if index < 0:
            return None
        unit = units[index]
        if unit.is_a("relative"):
            return antecedent(sentence, index)
        if unit.is_a("adverb") and not ending(sentence, index):
            index -= 1
        elif unit.text == ")":
            index = _opening(sentence, index) - 1
        elif unit.is_comma:
            return _before_enclosed(sentence, index)
        elif unit.is_a("conjunction"):
            return _shared_subject(sentence, index)
        else:
            found = ending(sentence, index)
            relative = _relative_before(sentence, found.first) if found and found.is_free else None
            if relative is not None:
                return antecedent(sentence, relative)
            if found and found.is_free:
                return apposed(sentence, found) or found
            if found and found.preposition is not None and units[found.preposition].is_a("clausal"):
                return (apposed(sentence, found) or found) if found.last + 1 == first else None
            if found and found.preposition is not None and not units[found.head].is_a("pronoun"):
                index = found.preposition - 1
                continue
            index = _before_prepositional(sentence, index)
    return None


def _relative_before(sentence: Sentence, first: int) -> int | None:
    """The relative pronoun whose verb stands before a phrase: (people) who knew | Novik | were arrested."""
    units = sentence.units
    for index in range(first - 1, max(-1, first - 1 - _RELATIVE), -1):
        unit = units[index]
        if unit.is_a("relative") and not unit.is_a("subordinator", "determiner"):
            return index if index < first - 1 else None
        if not unit.is_word or unit.mention or unit.is_a("conjunction", "preposition", "relative"):
            return None
    return None


def _before_prepositional(sentence: Sentence, index: int) -> int:
    """The unit before the preposition that governs the words that end at `index`; -1 if none does."""
    units = sentence.units
    for position in range(index, max(-1, index - _STEPS), -1):
        unit = units[position]
        if unit.is_a("preposition", "of"):
            return position - 1
        if not unit.is_word and not unit.text[0].isdigit():
            return -1
        if unit.functions and not unit.is_a("adverb", "determiner", "numeral", "calendar", "possessive", "quantity"):
            return -1
    return -1


def _opening(sentence: Sentence, index: int) -> int:
    for position in range(index - 1, max(-1, index - _ENCLOSED), -1):
        if sentence.units[position].text == "(":
            return position
    return 0


def _before_enclosed(sentence: Sentence, comma: int) -> Phrase | None:
    """The name before what two commas enclose, the second of them at `comma`: Novik, a teacher, ...

    A comma right after a name, as before a participle, encloses nothing: Novik, detained in March.
    """
    units = sentence.units
    direct = ending(sentence, comma - 1)
    if direct and _is_relatives(sentence, direct):
        direct = None
    if direct and units[direct.head].mention and direct.is_free and not apposed(sentence, direct):
        position = direct.first - 1
        if position < 0 or not units[position].is_comma:
            return direct
    for position in range(comma - 1, max(0, comma - _ENCLOSED), -1):
        if not units[position].is_comma:
            continue
        named = ending(sentence, position - 1)
        following = units[position + 1]
        encloses = following.is_a(
            "determiner", "relative", "possessive", "numeral", "preposition", "along", "including"
        )
        encloses = encloses or following.text[0].isdigit() or bool(following.nouns) or is_verbal(sentence, position + 1)
        encloses = encloses or following.text[0].islower()
        if named and units[named.head].mention and encloses and _is_subject(sentence, named):
            return named
    return direct if direct and direct.is_free and units[direct.head].mention else None


def _is_relatives(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is part of a relative clause that a comma begins: , who heads the union."""
    units = sentence.units
    for position in range(phrase.first - 1, max(0, phrase.first - _NEAR), -1):
        if units[position].is_comma or units[position].is_break:
            return units[position].is_comma and units[position + 1].is_a("relative")
    return False


def _is_subject(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether nothing governs a phrase, or a preposition that begins a clause: after X, 19, died."""
    if phrase.preposition is None:
        return phrase.is_free
    return sentence.units[phrase.preposition].is_a("clausal")


def _shared_subject(sentence: Sentence, conjunction: int) -> Phrase | None:
    """The subject of the verb before `and`, if the words from one to the other leave no doubt."""
    units = sentence.units
    for position in range(conjunction - 1, max(-1, conjunction - _NEAR), -1):
        unit = units[position]
        if unit.is_break or unit.is_a("relative", "subordinator", "contrast"):
            return None
        if is_verbal(sentence, position) or unit.is_a("verb"):
            first, _ = group(sentence, position)
            before = ending(sentence, first - 1)
            return before if before and before.is_free else _subject(sentence, first) if first < position else before
    return None


def _dangling(sentence: Sentence, first: int) -> list[Phrase]:
    """Of whom a clause before the main one is said: after being arrested in May, X was tortured."""
    units = sentence.units
    if units[first].key != "being" or first != 1 or not units[0].is_a("clausal"):
        return []
    comma = next((i for i in range(first, len(units)) if units[i].is_comma or units[i].is_break), len(units) - 1)
    found = beginning(sentence, comma + 1) if units[comma].is_comma else None
    return coordinated(sentence, found, leftwards=False) if found and found.is_free else []


def _lists_verbs(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands between verbs of which `and` joins the last one: was detained, held and released."""
    units = sentence.units
    if not units[comma].is_comma:
        return False
    for position in range(comma + 2, min(comma + _NEAR, len(units) - 1)):
        if units[position].is_comma or units[position].is_break:
            return False
        if units[position].is_a("conjunction"):
            behind = position + 1
            while behind < len(units) - 1 and units[behind].is_a("adverb"):
                behind += 1
            return is_verbal(sentence, behind) and not units[behind].is_a("be", "have", "do")
    return False


def _before_insertion(sentence: Sentence, comma: int) -> int:
    """The conjunction behind which two commas enclose when something was, the second at `comma`: and, in May, deported.

    The unit itself where it is none.
    """
    units = sentence.units
    if comma < 0 or not units[comma].is_comma:
        return comma
    for position in range(comma - 1, max(0, comma - _STEPS), -1):
        if units[position].is_comma:
            joined = units[position - 1].is_a("conjunction", "contrast")
            return position - 1 if joined and units[position + 1].is_a("preposition", "adverb", "location") else comma
        if units[position].is_break or (is_verbal(sentence, position) and not units[position].is_a("calendar")):
            return comma
    return comma


def _joined_verb(sentence: Sentence, start: int) -> list[Phrase] | None:
    """What a passive shares with the one before it: was detained and beaten; None if none is before it."""
    units = sentence.units
    index = start - 1
    while index >= 0 and units[index].is_a("adverb"):
        index -= 1
    index = _before_insertion(sentence, index)
    if index < 0 or not (units[index].is_a("conjunction", "contrast") or _lists_verbs(sentence, index)):
        return None
    for position in range(index - 1, max(0, index - _CHAIN), -1):
        unit = units[position]
        if unit.is_break or unit.is_a("relative", "subordinator"):
            return None
        if is_verbal(sentence, position) and not unit.is_a("be", "have"):
            first, kinds = group(sentence, position)
            if "be" in kinds:
                return subjects(sentence, first)
    return None
