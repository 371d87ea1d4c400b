"""Every regular expression of the pipeline, what is worst for it, and how the time that something takes grows.

Run as a program it prints the patterns as JSON. They are not looked for in the sources, but recorded where they are
compiled: at import, from reference data, in a function. Whatever calls `re` in a module of the pipeline and was never
reached is printed too, so that no pattern is left out in silence: `_exercise` has to reach it.
"""

import ast
import gc
import importlib
import inspect
import json
import math
import pkgutil
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
PIPELINE = ROOT / "pipeline"
_CALLS = ("compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")

MEGABYTE = 1 << 20
_GROWN = 9.0
"""Four times as much may take so many times as long: 4 is linear, 16 is quadratic."""
_NOISE = 0.01
"""CPU seconds: a shorter time says nothing."""
_AGAIN = 3
"""So many times the growth is measured before it is believed."""
_ENDLESS = 3.0
"""CPU seconds after which a piece of food is given up."""
_LONG = 0.3
"""CPU seconds after which nothing four times as long is tried: what was linear so far is so."""


class Found(NamedTuple):
    """A pattern and the place that compiles it (file:line), or the data that hold it."""

    where: str
    pattern: str
    flags: int
    is_bytes: bool = False

    def compile(self) -> re.Pattern[Any]:
        """The pattern, compiled. Bytes are kept as Latin-1."""
        return re.compile(self.pattern.encode("latin-1") if self.is_bytes else self.pattern, self.flags)


def call_sites() -> set[str]:
    """Every place in the pipeline that hands a pattern to `re`."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in PIPELINE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
    }


def _record(found: set[Found]) -> None:
    """From here on every pattern that a module of the pipeline compiles is put into `found`."""
    module: Any = re
    compiled = module._compile  # what all functions of `re` go through

    def recording(pattern: Any, flags: int) -> Any:
        caller = sys._getframe(2)
        path = Path(caller.f_code.co_filename)
        if path.is_relative_to(PIPELINE) and isinstance(pattern, str | bytes):
            text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
            where = f"{path.relative_to(ROOT)}:{caller.f_lineno}"
            found.add(Found(where, text, int(flags), isinstance(pattern, bytes)))
        return compiled(pattern, flags)

    module._compile = recording


def _exercise(folder: Path) -> None:
    """Reaches what compiles patterns: imports, cached functions without parameters, a build, names."""
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages([str(PIPELINE)], "pipeline.")]
    for module in modules:
        for value in list(vars(module).values()):
            own = hasattr(value, "cache_info") and value.__module__ == module.__name__
            if own and not inspect.signature(value).parameters:
                value()
    from makers import page, pdf, word

    from pipeline.build import build
    from pipeline.names import compare, deromanise, read, romanise, systems
    from pipeline.names.fitting import systems_that_fit
    from pipeline.read.formats import reader_of
    from pipeline.read.problem import SetAside
    from pipeline.release import with_entry

    text = "The court in Brest heard Anna Novik’s appeal. Her lawyer, [Pavel] Kavalenka, said: “No.” (Minsk regime.)"
    (folder / "raw").mkdir()
    (folder / "raw" / "a.txt").write_text(f"A title\n\n\n{text}", encoding="utf-8")
    (folder / "raw" / "a.txt.yaml").write_text("published: 2020-09-24\nlanguage: en\n", encoding="utf-8")
    said = "The council has never seen, in all its years, so many letters from so many small towns as it did this week"
    (folder / "raw" / "b.txt").write_text(f"{said}.\n\nIt will read them all, one by one.\n", encoding="utf-8")
    for name, quoted in (("c", said), ("d", said.replace("council", "[Town] council").replace(" small", " ..."))):
        (folder / "raw" / f"{name}.txt").write_text(f"“{quoted},” Anna Novik said.\n\n“It will,\n", encoding="utf-8")
    for path in (ROOT / "tests" / "gold" / "facts").glob("*/*.txt"):
        shutil.copy(path, folder / "raw")
    build(folder / "raw", folder / "package")
    with_entry("## 0.1.0\n", "0.2.0", ["a row"])
    for suffix, data in (
        (".html", page([text, text * 3], meta='<meta name="date" content="2020-09-24">')),
        (".pdf", pdf([text, text * 3])),
        (".docx", word([text, text])),
        (".eml", b"Subject: A\nContent-Type: text/plain\n\n" + text.encode()),
    ):
        with suppress(SetAside):  # what was compiled until then counts
            reader_of(suffix)(data, None)
    read("Novik/Nowik, Anna's")
    compare("Anna Novik", "Ганна Новік")
    for language in ("be", "ru", "uk"):
        systems_that_fit(("Petrunkov",), frozenset({language}))
    for system in systems():
        romanise("Анна", system)
        if system.reversible:
            deromanise("Anna", system)


def _in_data() -> Iterator[Found]:
    """The patterns of the reference data and of the tables, whichever of them was needed."""
    import csv

    from pipeline.tables import TABLES

    for path in sorted((PIPELINE / "reference").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("pattern"):
                    yield Found(path.name, row["pattern"], 0)
    for table in TABLES.values():
        for column in table.columns:
            if column.pattern:
                yield Found(f"{table.name}.{column.name}", column.pattern, 0)


# What is worst for a pattern.

_ALPHABET = " aAbéжЖіўĖ漢019.,;:!?'’\"“”„«»()[]<>{}-–—_/\\@#%&=+*~|\n\r\t\u00a0\u0301\u200b\u202e\x85\u2028\x00"
_USUAL = ("a ", "a.", "A.", "A. ", "a-", "1 ", "1.", "a'", "Ab ", "ab\n", "\r\n", "de ", "de la ", "MINSK ", "(a) ")
_TAILS = ("", "\x00", "aa")
_UNITS = 150
"""As many pieces of a pattern are tried, beside single characters; patterns joined from data have thousands."""
_MANY = 8
"""A repetition of more than this is taken for one without end."""


class Food(NamedTuple):
    """`head`, then `unit` over and over, then `tail`."""

    head: str
    unit: str
    tail: str

    def of(self, size: int) -> str:
        """So many characters of it."""
        return self.head + self.unit * (size // len(self.unit)) + self.tail


def foods(found: Found) -> set[Food]:
    """What may be worst: pieces of what the pattern is made of, repeated, with ends that do not fit."""
    parser: Any = importlib.import_module("re._parser")
    source = found.pattern.encode("latin-1") if found.is_bytes else found.pattern
    tree = parser.parse(source, found.flags)
    units = {("", unit) for unit in (*_ALPHABET, *_USUAL)}
    chance = random.Random(1)
    pieces = sorted({piece for _ in range(3) for piece in _pumps(tree, "", chance)})
    units |= set(chance.sample(pieces, min(len(pieces), _UNITS)))
    return {Food(head, unit, tail) for head, unit in units if unit for tail in _TAILS}


def _pumps(tree: Any, head: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """What may stand before a repetition, and what it repeats; and every beginning of the pattern, to be repeated."""
    here = head
    for node in tree:
        for repeats, inner in _inner(node):
            yield from _pumps(inner, here, chance)
            if repeats:
                yield here, "".join(_sample(inner, chance))
        here += "".join(_sample([node], chance, tree))
        yield "", here


def _inner(node: Any) -> Iterator[tuple[bool, Any]]:
    """The patterns inside a node of a parsed pattern, and whether the node repeats them without end."""
    kind, value = str(node[0]), node[1]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        yield int(value[1]) > _MANY, value[2]
    elif kind == "SUBPATTERN":
        yield False, value[3]
    elif kind == "ATOMIC_GROUP":
        yield False, value
    elif kind in ("ASSERT", "ASSERT_NOT"):
        yield False, value[1]
    elif kind == "BRANCH":
        yield from ((False, branch) for branch in value[1])


def _sample(tree: Any, chance: random.Random, parent: Any = None) -> Iterator[str]:
    """Characters that the pattern fits; what it only looks at is left out."""
    parent = tree if parent is None else parent
    for node in tree:
        kind, value = str(node[0]), node[1]
        if kind == "LITERAL":
            yield chr(value)
        elif kind in ("IN", "NOT_LITERAL", "ANY"):
            yield chance.choice(_fitting(node, parent))
        elif kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            for _ in range(max(1, int(value[0]))):
                yield from _sample(value[2], chance)
        elif kind == "BRANCH":
            yield from _sample(chance.choice(value[1]), chance)
        elif not kind.startswith("ASSERT"):
            for _, inner in _inner(node):
                yield from _sample(inner, chance)


def _fitting(node: Any, parent: Any) -> str:
    """The characters of the alphabet that a set of characters holds."""
    compiler: Any = importlib.import_module("re._compiler")
    parser: Any = importlib.import_module("re._parser")
    alone = compiler.compile(parser.SubPattern(parent.state, [node]), parent.state.flags & ~re.DEBUG)
    if parent.state.flags & re.UNICODE:
        return "".join(c for c in _ALPHABET if alone.match(c)) or "a"
    return "".join(c for c in _ALPHABET if ord(c) < 128 and alone.match(c.encode())) or "a"


# How time grows.


def time_of(function: Callable[[Any], object], argument: object) -> float:
    """CPU seconds; infinite where there is no end to be seen, as with what grows exponentially.

    Without collecting garbage, as `timeit` does it: that takes as long as what all other tests have left in memory.
    """

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
    gc.disable()
    begin = time.thread_time()
    try:
        function(argument)
        return time.thread_time() - begin
    except TimeoutError:
        return math.inf
    finally:
        gc.enable()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def grows(function: Callable[[Any], object], make: Callable[[int], object], largest: int = MEGABYTE) -> str | None:
    """Where the time grows faster than what is fed, up to `largest` characters, four times as many each time."""
    size, before = 1024, 0.0
    while size <= largest:
        now = time_of(function, make(size))
        if now == math.inf:
            return f"{size} characters come to no end"
        for _ in range(_AGAIN):  # something else may have been at work
            if not before or now <= max(_NOISE, _GROWN * before):
                break
            now = min(now, time_of(function, make(size)))
            before = max(before, time_of(function, make(size // 4)), _NOISE / _GROWN)
        else:
            return f"{size // 4} characters take {before:.4f} s, {size} take {now:.4f} s"
        if now > _LONG:
            return None
        size, before = 4 * size, now
    return None


def fed(found: Found) -> Iterator[tuple[Callable[[Any], object], Callable[[int], object], Food]]:
    """The ways to use a pattern that take longest, each with its food, the worst first."""
    pattern = found.compile()

    def search(text: Any) -> None:
        for _ in pattern.finditer(text):
            pass

    def maker(food: Food) -> Callable[[int], object]:
        return lambda size: food.of(size).encode("utf-8") if found.is_bytes else food.of(size)

    ways = [(way, maker(food), food) for food in sorted(foods(found)) for way in (search, pattern.fullmatch)]
    timed: list[tuple[float, int]] = []
    for number, (way, make, _) in enumerate(ways):
        timed.append((time_of(way, make(500)), number))
        if timed[-1][0] == math.inf:
            break
    yield from (ways[number] for _, number in sorted(timed, reverse=True))


def quadratic(found: Found) -> str | None:
    """What drives a pattern into more than linear time, and how much; None for nothing.

    A megabyte of the worst food, less of the next ones.
    """
    for place, (way, make, food) in zip(range(4), fed(found), strict=False):
        worse = grows(way, make, MEGABYTE if not place else MEGABYTE // 64)
        if worse:
            return f"{found.where}: {found.pattern!r} with {food}: {worse}"
    return None


def main(folder: str) -> None:
    """Prints the patterns, and the places that were not reached."""
    found: set[Found] = set()
    _record(found)
    _exercise(Path(folder))
    missed = call_sites() - {one.where for one in found}
    patterns: Iterable[Found] = sorted(
        {(f.pattern, f.flags, f.is_bytes): f for f in (*sorted(found), *_in_data())}.values()
    )
    print(json.dumps({"missed": sorted(missed), "patterns": patterns}))


if __name__ == "__main__":
    main(sys.argv[1])
