"""Reading a romanised word backwards: which letters it can come from. The rules are data, read by `systems.py`."""

from pipeline.names.systems import latin, rules

_ANY = "*"
"""A letter that no context names."""


def originals(code: str, small: str, limit: int) -> list[tuple[str, tuple[int, ...]]]:
    """Small letters that become `small` by a system, and where each of them starts in it.

    Follows all ways side by side, as many of them at once as four times the limit: no word takes long.
    """
    outcomes = {letter: {rule.latin for rule in of} for letter, of in rules(code).items() if len(letter) == 1}
    outcomes |= {sign: {sign} for sign in small if not sign.isalpha() and sign not in outcomes}
    found: list[tuple[str, tuple[int, ...]]] = []
    ways: list[tuple[str, str, str, tuple[int, ...]]] = [("^", letter, letter, (0,)) for letter in outcomes]
    for _ in range(2 * len(small)):
        longer = []
        for previous, letter, letters, starts in ways[: 4 * limit]:
            for following in (*outcomes, "$"):
                here = latin(code, previous, letter, following)
                here = letter if here is None else here
                end = starts[-1] + len(here)
                if not small.startswith(here, starts[-1]):
                    continue
                if not here and (
                    starts[-2:-1] == starts[-1:] or not _leaves_a_trace(code, previous, letter, following)
                ):
                    continue  # a letter that nothing shows
                if following == "$":
                    found += [(letters, starts)] if end == len(small) else []
                elif any(small.startswith(outcome, end) for outcome in outcomes[following]):
                    longer.append((letter, following, letters + following, (*starts, end)))
        ways = longer
    return found


def _leaves_a_trace(code: str, previous: str, dropped: str, following: str) -> bool:
    """Whether a letter that is not written changes what stands beside it."""
    return latin(code, dropped, following, _ANY) != latin(code, previous, following, _ANY) or (
        latin(code, _ANY, previous, dropped) != latin(code, _ANY, previous, following)
    )


def in_case(letters: str, starts: tuple[int, ...], whole: str) -> str:
    """The letters with the capitals of the Latin word that they become."""
    cased = []
    for letter, start, end in zip(letters, starts, (*starts[1:], len(whole)), strict=True):
        cased_here = [character for character in whole[start:end] if character.lower() != character.upper()]
        is_capital = cased_here[0].isupper() if cased_here else whole.isupper()
        cased.append(letter.upper() if is_capital else letter)
    return "".join(cased)
