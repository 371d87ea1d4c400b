"""How well and how fast quotations are found again, beside difflib and rapidfuzz: run it as a program.

    python tests/bench_alignment.py 1 1000 100000     # the numbers of texts

Quotations are cut from texts of invented words and edited as editors do; what was done is known.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.facts.quotations.alignment import Index, Quote
from pipeline.facts.quotations.differences import differences

Span = tuple[int, int]
EDITS = ("none", "bracket_substitution", "bracket_insertion", "ellipsis", "case", "other", "several")


def vocabulary(order: random.Random, size: int = 20_000) -> list[str]:
    return ["".join(order.choices("abcdefghiklmnoprstuvz", k=order.randint(2, 9))) for _ in range(size)]


def texts(order: random.Random, number: int, length: int = 450) -> list[str]:
    words = vocabulary(order)
    weights = [1 / (n + 5) for n in range(len(words))]
    return [" ".join(order.choices(words, weights, k=length)) for _ in range(number)]


def edited(order: random.Random, words: list[str], edit: str) -> tuple[list[str], list[str]]:
    """The words with an edit, and the kinds of the differences."""
    if edit == "none":
        return words, []
    if edit == "several":
        head, first = edited(order, words[: len(words) // 2], order.choice(EDITS[1:-1]))
        tail, second = edited(order, words[len(words) // 2 :], order.choice(EDITS[1:-1]))
        return [*head, *tail], [*first, *second]
    at = order.randrange(9, len(words) - 4)
    changed = {
        "bracket_substitution": ["[Novik]", *words[at + 1 :]],
        "bracket_insertion": ["[sic]", *words[at:]],
        "ellipsis": ["…", *words[at + 3 :]],
        "case": [words[at].title(), *words[at + 1 :]],
        "other": ["utterly", *words[at + 1 :]],
    }
    return [*words[:at], *changed[edit]], [edit]


def by_difflib(quote: str, text: str) -> Span | None:
    blocks = SequenceMatcher(None, quote, text, autojunk=False).get_matching_blocks()[:-1]
    long = [block for block in blocks if block.size > 12]
    return (long[0].b, long[-1].b + long[-1].size) if long else None


def by_rapidfuzz(quote: str, text: str) -> Span | None:
    found = partial_ratio_alignment(quote, text, score_cutoff=60)
    return (found.dest_start, found.dest_end) if found else None


def by_us(quote: str, text: str) -> Span | None:
    for found in Index([Quote("q", "a", 0, quote, "")]).find("b", text):
        return differences(found, text)[0]
    return None


def quality(number: int = 210) -> None:
    """Found, with the exact span, with every edit of the right kind; and found in a text that has nothing of it."""
    order = random.Random(11)
    sources = texts(order, number + 1)
    cases = []
    for n in range(number):
        words = sources[n].split()
        start = order.randrange(len(words) - 60)
        stretch = words[start : start + 50]
        changed, kinds = edited(order, stretch, EDITS[n % len(EDITS)])
        place = len(" ".join(words[:start])) + (start > 0)
        cases.append((" ".join(changed), sources[n], (place, place + len(" ".join(stretch))), kinds, sources[n + 1]))
    finders: Sequence[tuple[str, Callable[[str, str], Span | None]]] = (
        ("imiony", by_us),
        ("difflib", by_difflib),
        ("rapidfuzz", by_rapidfuzz),
    )
    print(f"{number} quotations of 50 words, edited   found   exact span   found where nothing is   ms")
    for name, find in finders:
        begin = time.perf_counter()
        spans = [find(quote, text) for quote, text, *_ in cases]
        cost = (time.perf_counter() - begin) * 1000 / number
        exact = sum(span == case[2] for span, case in zip(spans, cases, strict=True))
        wrong = sum(find(quote, other) is not None for quote, *_, other in cases)
        print(f"{name:36} {sum(span is not None for span in spans):6} {exact:12} {wrong:24} {cost:4.1f}")
    typed = 0
    for words_of, text, _, kinds, _ in cases:
        for found in Index([Quote("q", "a", 0, words_of, "")]).find("b", text):
            typed += [edit.kind for edit in differences(found, text)[1]] == kinds
    print(f"imiony, every edit of the right kind {typed:6}")


def speed(numbers: Sequence[int]) -> None:
    """Seconds for one quotation, and for a quotation of every hundredth text, against so many texts."""
    order = random.Random(5)
    some = texts(order, 2_000)
    for number in numbers:
        for n_quotes in dict.fromkeys((1, max(1, number // 100))):
            quotes = [
                Quote(f"q{n}", f"x{n}", 0, " ".join(order.choice(some).split()[100:130]), "") for n in range(n_quotes)
            ]
            begin = time.perf_counter()
            index = Index(quotes)
            found = 0
            for n in range(number):
                found += sum(
                    len(differences(one, some[n % len(some)])) > 0 for one in index.find(f"d{n}", some[n % len(some)])
                )
            took = time.perf_counter() - begin
            print(f"{n_quotes:6} quotations, {number:7} texts of 3,000 characters: {took:7.2f} s, {found} found")


if __name__ == "__main__":
    quality()
    speed([int(argument) for argument in sys.argv[1:]] or [1, 1000])
