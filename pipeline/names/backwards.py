"""Reading a romanised word backwards: which letters it can come from. The rules are data, read by `systems.py`."""

from functools import cache, lru_cache

from pipeline.names.systems import latin, rules

_ANY = "*"
"""A letter that no context names."""


def originals(code: str, small: str, limit: int) -> list[tuple[str, tuple[int, ...]]]:
    """Small letters that become `small` by a system, and where each of them starts in it, or would, letter by letter.

    Follows all ways side by side, as many of them at once as four times the limit: no word takes long.
    """
    outcomes = _outcomes(code) | {sign: (sign,) for sign in small if not sign.isalpha()}
    found: list[tuple[str, tuple[int, ...]]] = []
    ways: list[tuple[str, str, str, tuple[int, ...]]]
    ways = [("^", letter, letter, tuple(range(len(letter)))) for letter in _possible(code, small, 0)]
    for _ in range(2 * len(small)):
        longer = []
        for previous, letter, letters, starts in ways[: 4 * limit]:
            at = starts[-len(letter)]
            ends = {at + len(outcome) for outcome in outcomes[letter] if small.startswith(outcome, at)}
            for following in dict.fromkeys(next_ for end in sorted(ends) for next_ in _possible(code, small, end)):
                here = latin(code, previous[-1], letter, following[0])
                if here is None and len(letter) > 1:
                    continue  # letters that become something as one, but not here
                here = letter if here is None else here
                end = at + len(here)
                if not small.startswith(here, at) or following not in _possible(code, small, end):
                    continue
                if not here and (
                    starts[-2:-1] == starts[-1:] or not _leaves_a_trace(code, previous, letter, following)
                ):
                    continue  # a letter that nothing shows
                if following == "$":
                    found.append((letters, starts))
                else:
                    begin = range(end, end + len(following))
                    longer.append((letter, following, letters + following, (*starts, *begin)))
        ways = longer
    return found[: 4 * limit]


@cache
def _outcomes(code: str) -> dict[str, tuple[str, ...]]:
    """What each letter, and letters that become something as one, can become."""
    return {letter: tuple(dict.fromkeys(rule.latin for rule in of)) for letter, of in rules(code).items()}


def _possible(code: str, small: str, at: int) -> tuple[str, ...]:
    """The letters of which something can begin there, or nothing be left; the sign there; `$` at the end."""
    if at == len(small):
        return (*_beginning(code, ""), "$")
    sign = () if small[at].isalpha() else (small[at],)
    return tuple(dict.fromkeys((*_beginning(code, small[at]), *_beginning(code, ""), *sign)))


@lru_cache(maxsize=65_536)
def _beginning(code: str, first: str) -> tuple[str, ...]:
    """The letters that can become something that begins so, or nothing."""
    return tuple(letter for letter, outcomes in _outcomes(code).items() if first in {of[:1] for of in outcomes})


def _leaves_a_trace(code: str, previous: str, dropped: str, following: str) -> bool:
    """Whether a letter that is not written changes what stands beside it."""
    before, after = previous[-1], following[0]
    return latin(code, dropped[-1], following, _ANY) != latin(code, before, following, _ANY) or (
        latin(code, _ANY, previous, dropped[0]) != latin(code, _ANY, previous, after)
    )


def in_case(letters: str, starts: tuple[int, ...], whole: str) -> str:
    """The letters with the capitals of the Latin word that they become."""
    cased = []
    for letter, start, end in zip(letters, starts, (*starts[1:], len(whole)), strict=True):
        cased_here = [character for character in whole[start:end] if character.lower() != character.upper()]
        is_capital = cased_here[0].isupper() if cased_here else whole.isupper()
        cased.append(letter.upper() if is_capital else letter)
    return "".join(cased)
