"""Web pages: the main text as trafilatura finds it, in the lines of the page; title, date and site from its metadata.

A row of a table is a line with its cells between tabs, an item of a list is a line.
"""

import re
from importlib.metadata import version
from typing import Any

import trafilatura

from pipeline.read.encoding import decode, text_encoding
from pipeline.read.formats.text import Text, visible
from pipeline.read.formats.web.lines import BLOCKS, HEADINGS, Line, content, lines, parse
from pipeline.read.formats.web.metadata import published, title_and_publisher
from pipeline.read.problem import SetAside

_CHARSET = re.compile(
    rb"(?:<\?xml[^>]{0,100}encoding|<meta[^>]{0,200}charset)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})", re.IGNORECASE
)
_HEAD = 65_536
"""Bytes in which a page may declare its encoding."""

# What pages call Latin-1 and Latin-5 is read as browsers read it (WHATWG, Encoding): the same, with quotation marks.
_AS_BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254"}

# Rare ideographs, one for each line: trafilatura takes them for letters like any other.
_MARKS = range(0x20000, 0x2A6E0)


def read(data: bytes, stated_encoding: str | None) -> Text:
    """Raises SetAside where the encoding is not certain or the page has no main text (broken, empty)."""
    source, encoding = decode(data, stated_encoding or _declared(data))
    page = parse(source)
    shown = lines(page)
    texts = [line.text for line in shown]
    title, publisher = title_and_publisher(page)
    main = _main(page, shown, texts, title)
    if not main:
        raise SetAside("empty", "no main text found in the page: save the text itself as .txt")
    # From the line before the title, which is the first one where it is shown, to the first paragraph.
    text_begins = next((number for number in main if shown[number].tag not in HEADINGS), main[0])
    times = [time for line in shown[max(0, main[0] - 1) : text_begins + 1] for time in line.times]
    return Text(
        "\n".join(texts[number] for number in main),
        f"trafilatura {version('trafilatura')}",
        encoding,
        title=title,
        published=published(page, times),
        publisher=publisher,
        basis="metadata of the page",
    )


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, _HEAD)
    return declared_as(found[1].decode("ascii")) if found else None


def declared_as(name: str) -> str | None:
    """Python's name of the encoding that pages and e-mails call `name`; None for none."""
    encoding = text_encoding(name)
    return _AS_BROWSERS.get(encoding, encoding) if encoding else None


def _main(page: Any, shown: list[Line], texts: list[str], title: str | None) -> list[int]:
    """The numbers of the lines of the main text.

    trafilatura decides what belongs to it. But it would join words, leave out what comes twice, and not keep the
    lines: so every line is marked before, and the marks show which ones it kept.
    """
    only_links = [_only_links(line) for line in shown]
    _prepare(page, shown)
    found: Any = trafilatura.bare_extraction(page, include_comments=False, favor_recall=True)
    marks = set("".join(found.body.itertext())) if found is not None else set()
    kept = [number for number, text in enumerate(texts) if text and _mark(number) in marks]
    # What stands before a text and is nothing but links leads away from it.
    begin = next((number for number in kept if not only_links[number]), None)
    if begin is None:
        return kept
    kept = [number for number in kept if number >= begin]
    kept += _lists(shown, kept, only_links)
    kept += [number for number in range(begin) if _names_the_page(shown[number], texts[number], title)][:1]
    kept += [number - 1 for number in kept if number > begin + 1 and shown[number - 1].tag in HEADINGS]
    return [number for number in sorted(set(kept)) if texts[number]]


def _lists(shown: list[Line], kept: list[int], only_links: list[bool]) -> list[int]:
    """The lines of the lists and tables inside the main text that lead nowhere: they are a part of it.

    trafilatura leaves some of them out for their few words or for the name of a class, such as that of a list which
    a reader can fold up.
    """
    above: list[Any] = []  # what holds all of the main text, from the inside outwards
    for number in kept:
        element = shown[number].pieces[0][0]
        ancestors = [element, *element.iterancestors()]
        known = set(ancestors)
        above = [one for one in above if one in known] if above else ancestors
    if above[0].tag in ("body", "html"):
        return []
    groups: dict[Any, list[int]] = {}
    for number in range(kept[0], len(shown)):
        groups.setdefault(shown[number].group, []).append(number)
    found = []
    for group, numbers in groups.items():
        outside = [] if group is None else [group, *group.iterancestors()]
        leads_on = 2 * sum(only_links[number] for number in numbers) >= len(numbers)
        if above[0] in outside and not leads_on and not any(map(_holds_comments, outside)):
            found += numbers
    return found


def _holds_comments(element: Any) -> bool:
    """Whether an element is named as those are in which readers have their say."""
    return "comment" in f"{element.get('id')} {element.get('class')}".lower() and element.tag not in ("body", "html")


def _prepare(page: Any, shown: list[Line]) -> None:
    """Marks the lines, and takes from the page what misleads trafilatura."""
    for table in {line.group for line in shown if len(line.cells) > 1}:
        for link in table.iter("a"):  # a table full of links is taken for navigation; but that has no columns
            link.tag = "span"
    for number, line in enumerate(shown):
        for element, is_tail in line.pieces:
            name = "tail" if is_tail else "text"
            setattr(element, name, _marked(getattr(element, name), _mark(number)))
    for block in page.iter("div"):  # beside paragraphs, it would leave out what is one without saying so
        if not any(child.tag in BLOCKS for child in block):
            block.tag = "p"


def _names_the_page(line: Line, text: str, title: str | None) -> bool:
    """Whether a line is the heading with the title of the page, which often says the site too."""
    heading, named = text.casefold(), (title or "").casefold()
    return line.tag in HEADINGS and bool(heading and named) and (heading in named or named in heading)


def _only_links(line: Line) -> bool:
    """Whether more than half of the characters of a line are in links, and it is no heading."""
    inside = outside = 0
    for piece in line.pieces:
        element = piece[0].getparent() if piece[1] else piece[0]
        size = len(content(piece).strip())
        if element.tag == "a" or next(element.iterancestors("a"), None) is not None:
            inside += size
        else:
            outside += size
    return inside > outside and line.tag not in HEADINGS


def _mark(number: int) -> str:
    return chr(_MARKS[number % len(_MARKS)])


def _marked(text: str, mark: str) -> str:
    """Marks the first word; what is white space stays that."""
    text = visible(text)
    stripped = text.lstrip()
    return text[: len(text) - len(stripped)] + mark + stripped if stripped else text
