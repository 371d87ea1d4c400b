"""What a web page says of itself to machines: title, publisher and the day on which it was published.

Title and publisher are trafilatura's. The day is read here: a wrong one is worse than none, so that no date in the
visible text, in a copyright line or of a later change is taken for it.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from email.utils import parsedate_to_datetime
from typing import Any

import trafilatura
from lxml import html

from pipeline.read.formats.text import one_line
from pipeline.tables.edtf import is_edtf

# The names of <meta> elements that give the day of publication, and of those that may mean another day: second choice.
_PUBLISHED = re.compile(r"publi(?!sher)|pub-?date|issued|posted")
_DATED = re.compile(r"(?:(?:dc|dcterms|doc|article|citation)[.:_])?(?:date|created|date[._]?created)")
_CHANGED = re.compile(r"modif|updat|expir")

_LINKED_DATA = ".//script[@type='application/ld+json']"
_ADDRESS = ".//link[@rel='canonical']/@href | .//meta[@property='og:url']/@content"
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(?:([-/.]?)([01]\d)(?:\2([0-3]\d))?)?(?:$|[T\s]+\d)")
_DAY_FIRST = re.compile(r"([0-3]\d)\.([01]\d)\.((?:19|20)\d\d)(?:$|\s)")  # between slashes it may be the month
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/([01]\d)/([0-3]\d)/")
_SITE = re.compile(r"\s[^\w\s]\s")  # between a title and the name of the site
_EPOCH = "1970-01-01"  # what a program writes that knows no date


def title_and_publisher(page: Any) -> tuple[str | None, str | None]:
    """What the page calls itself, and the site that it stands on."""
    small = html.Element("html")  # in the rest of the page trafilatura would take any heading, and search for dates
    for element in (*page.iter("head"), *page.findall(_LINKED_DATA)):
        if element.tag == "head" or next(element.iterancestors("head"), None) is None:
            small.append(deepcopy(element))
    named = one_line(" ".join(title.text_content() for title in small.findall("head/title")))
    for element in small.xpath(".//title | .//meta"):
        key = _key(element)
        address = key == "article:publisher" and "/" in element.get("content", "")
        if element.tag == "title" or address or key in ("copyright", "twitter:site"):
            element.drop_tree()  # an address, a line, an account: no names
    known = trafilatura.extract_metadata(small, date_config={"extensive_search": False})
    headings = [one_line(heading.text_content()) for heading in page.iter("h1", "h2")]
    return _title(one_line(known.title), named, list(filter(None, headings))), one_line(known.sitename)


def _title(stated: str | None, named: str | None, headings: list[str]) -> str | None:
    """The heading that the stated title or the name of the page begins with: behind it stands the site, often."""
    for title in filter(None, (stated, named)):
        for heading in headings:
            rest = title[len(heading) :]
            if title.casefold().startswith(heading.casefold()) and (not rest or _SITE.match(rest)):
                return heading
    return stated or named or next(iter(headings), None)


def published(page: Any, times: list[str]) -> str | None:
    """The day on which a page was published (EDTF).

    `times` is what the elements <time> between its title and its text say: when it was published, or changed later.
    """
    metas = [(_key(meta), meta.get("content", "")) for meta in page.iter("meta")]
    metas = [(key, value) for key, value in metas if not _CHANGED.search(key)]
    stated = [
        *(value for key, value in metas if _PUBLISHED.search(key)),
        *(value for script in page.findall(_LINKED_DATA) for value in _in_linked_data(script.text or "")),
        *page.xpath(".//*[@itemprop='datePublished']/@datetime | .//time[@pubdate]/@datetime"),
        *page.xpath(".//abbr[contains(@class, 'published')]/@title"),  # hAtom
        *(value for key, value in metas if _DATED.fullmatch(key)),
    ]
    days = [day for day in map(_day, stated) if day] or sorted(day for day in map(_day, times) if day)
    # A folder for each day is where blogs and newspapers keep the texts of that day.
    days += ["-".join(found.groups()) for found in map(_IN_ADDRESS.search, page.xpath(_ADDRESS)) if found]
    return next(filter(is_edtf, days), None)


def _key(meta: Any) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _in_linked_data(script: str) -> Iterator[str]:
    """`datePublished` in JSON-LD, from the outside inwards: what is further in belongs to comments and other pages."""
    try:
        level = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while level:
        inner: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                inner += node.values()
            elif isinstance(node, list):
                inner += node
        level = inner


def _day(stated: str) -> str | None:
    """A date as EDTF; None for what is none, or could be read in two ways (05/06/2021)."""
    stated = stated.strip()
    if found := _YEAR_FIRST.match(stated):
        day = "-".join(filter(None, (found[1], found[3], found[4])))
    elif found := _DAY_FIRST.match(stated):
        day = f"{found[3]}-{found[2]}-{found[1]}"
    else:
        try:  # as in e-mails
            day = parsedate_to_datetime(stated).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return day if is_edtf(day) and day != _EPOCH else None
