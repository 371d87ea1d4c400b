"""How fast names are read, compared and clustered, beside what others would use: part of `make bench`.

The names are made for it (`name_corpus.py`). How many are clustered: IMIONY_BENCH_NAMES, numbers with spaces between.
"""

import os
import resource
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from anyascii import anyascii
from conftest import RATES
from name_corpus import name_corpus
from rapidfuzz.fuzz import WRatio

from pipeline.names import cluster, compare, read

SIZES = [int(size) for size in os.environ.get("IMIONY_BENCH_NAMES", "2000").split()]
N = 4_000

Rates = list[tuple[str, float]]


@pytest.fixture
def rates(request: pytest.FixtureRequest) -> Rates:
    """Collects names or pairs per second; conftest prints them at the end."""
    return request.config.stash.setdefault(RATES, [])


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Neighbours are alike, as what comes out of a search is."""
    read("Ihar Kazlou")  # the tables are loaded once
    return sorted(name_corpus(N))


def _note(rates: Rates, name: str, n: int, benchmark: Any) -> None:
    if benchmark.stats:
        rates.append((name, n / benchmark.stats.stats.median))


READINGS: dict[str, Callable[[str], object]] = {
    "names read for the first time": read,
    "names read for the first time and made ready to compare": lambda name: read(name).parts,
}


@pytest.mark.parametrize("what", READINGS)
def test_read(benchmark: Any, names: list[str], rates: Rates, what: str) -> None:
    """Other names each time, seen for the first time."""
    seeds = iter(range(2, 10**6))
    benchmark.pedantic(
        lambda unseen: [READINGS[what](name) for name in unseen],
        setup=lambda: ((name_corpus(N, next(seeds) + 1000 * list(READINGS).index(what)),), {}),
        rounds=5,
    )
    _note(rates, what, len(names), benchmark)


def test_compare(benchmark: Any, names: list[str], rates: Rates) -> None:
    pairs = list(pairwise(map(read, names)))
    for one, other in pairs:
        compare(one, other)
    benchmark.pedantic(lambda: [compare(one, other).same for one, other in pairs], rounds=5)
    _note(rates, "pairs compared, already read", len(pairs), benchmark)


def test_peer(benchmark: Any, names: list[str], rates: Rates) -> None:
    """anyascii and rapidfuzz's WRatio on the same pairs."""
    pairs = list(pairwise(names))
    benchmark.pedantic(lambda: [WRatio(anyascii(one), anyascii(other)) >= 87 for one, other in pairs], rounds=5)
    _note(rates, "peer: pairs, anyascii + WRatio", len(pairs), benchmark)


def test_peer_already_in_ascii(benchmark: Any, names: list[str], rates: Rates) -> None:
    pairs = list(pairwise(map(anyascii, names)))
    benchmark.pedantic(lambda: [WRatio(one, other) >= 87 for one, other in pairs], rounds=5)
    _note(rates, "peer: pairs, WRatio alone", len(pairs), benchmark)


@pytest.mark.parametrize("size", SIZES)
def test_cluster(benchmark: Any, rates: Rates, size: int) -> None:
    corpus = name_corpus(size)
    benchmark.pedantic(cluster, (corpus,), rounds=1)
    _note(rates, f"names clustered, of {size}", size, benchmark)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rates.append((f"  peak memory so far, MB, of {size}", memory))
