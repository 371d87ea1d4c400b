"""E-mails (.eml): the body; subject, date and sender from the head. Attachments are not read.

Of a body that comes in two forms the plain one is read, unless it says much less. A message that holds nothing but
another one, which was forwarded, is read as that one.
"""

import email.policy
from collections.abc import Iterator
from email import message_from_bytes
from email.message import MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, cast

from pipeline.read.encoding import decode
from pipeline.read.formats.text import Text, one_line
from pipeline.read.formats.web import reader as html
from pipeline.read.problem import SetAside

_MAXIMUM_HEADER = 2_000
"""Characters: Python's reader of headers takes time that grows with the square of their length."""

_FIRST_YEAR = 1971  # an earlier date is that of a clock that was not set


def read(data: bytes, stated_encoding: str | None) -> Text:
    """Raises SetAside where there is no body (broken, encrypted, empty) or its encoding is not certain."""
    message = message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise SetAside("broken", "not an e-mail: save the text itself as .txt")
    if _kind(message) == "multipart/encrypted":
        raise SetAside("encrypted", "an encrypted e-mail: save the text itself as .txt")
    texts = [text for text in _texts(message, stated_encoding) if text.text.strip()]
    if not texts:
        raise SetAside("empty", "the e-mail holds no text: save the text itself as .txt")
    encodings = dict.fromkeys(text.encoding for text in texts)
    return Text(
        "\n".join(text.text for text in texts),
        ", ".join(dict.fromkeys(text.reader for text in texts)),
        next(iter(encodings)) if len(encodings) == 1 else None,
        title=_name(_header(message, "subject")),
        published=_day(_header(message, "date")),
        publisher=_sender(_header(message, "from")),
        basis="head of the e-mail",
    )


def _kind(part: MIMEPart) -> str:
    """The type of a part; a header too long to be one says nothing."""
    return part.get_content_type() if _header_fits(part, "content-type") else ""


def _texts(part: MIMEPart, stated: str | None) -> Iterator[Text]:
    """The texts that a mail program shows one below the other."""
    kind = _kind(part)
    if part.is_attachment() or (kind.startswith("text/") and part.get_filename()):
        return
    if kind in ("text/plain", "text/html"):
        yield _text(part, kind, stated)
    elif kind == "multipart/alternative":
        forms = [list(_texts(form, stated)) for form in part.iter_parts()]
        yield from _best([form for form in forms if form])
    elif kind == "multipart/related":  # a page, then its pictures
        for root in list(part.iter_parts())[:1]:
            yield from _texts(root, stated)
    elif part.is_multipart():
        inner = list(part.iter_parts()) if kind != "message/rfc822" else part.get_payload()
        for one in cast(list[MIMEPart], inner):
            if _kind(one) != "message/rfc822" or len(inner) == 1:
                yield from _texts(one, stated)


def _best(forms: list[list[Text]]) -> list[Text]:
    """The first form, which is the plainest; the longest one where that is no more than a note that there is one."""
    longest = max(forms, key=_length, default=[])
    return forms[0] if forms and 2 * _length(forms[0]) >= _length(longest) else longest


def _length(form: list[Text]) -> int:
    return sum(len(text.text) for text in form)


def _text(part: MIMEPart, kind: str, stated: str | None) -> Text:
    content = part.get_payload(decode=True)
    encoding = stated or html.declared_as(part.get_content_charset() or "")
    if not isinstance(content, bytes) or not content.strip():
        return Text("", "email")
    if kind == "text/html":
        try:
            page = html.read(content, encoding)
        except SetAside as problem:
            if problem.reason != "empty":
                raise
            return Text("", "email")  # a picture, say, beside a plain form with the text
        return Text(page.text, f"email, {page.reader}", page.encoding)
    text, encoding = decode(content, encoding)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, "" if str(part.get_param("delsp", "")).lower() == "yes" else " ")
    return Text(text, "email", encoding)


def _unflowed(text: str, between: str) -> str:
    """Joins the lines that the sender's program broke (RFC 3676): they end in a space, and are quoted alike."""
    joined: list[list[str]] = []
    depth, goes_on = 0, False
    for line in text.splitlines():
        content = line.lstrip(">")
        quoted = len(line) - len(content)
        content = content.removeprefix(" ")
        signature = content == "-- "
        if goes_on and quoted == depth and not signature:
            joined[-1].append(content)
        else:
            joined.append([">" * quoted + " " if quoted else "", content])
        depth, goes_on = quoted, content.endswith(" ") and not signature
        if goes_on:
            joined[-1][-1] = content[:-1] + between
    return "\n".join("".join(pieces) for pieces in joined)


def _header_fits(message: MIMEPart, name: str) -> bool:
    return all(len(str(value)) <= _MAXIMUM_HEADER for key, value in message.raw_items() if key.lower() == name)


def _header(message: MIMEPart, name: str) -> Any:
    """A header; None for none, and for one that Python cannot read."""
    if not _header_fits(message, name):
        return None
    try:
        return message[name]
    except Exception:  # whatever is written there, the library raises something else
        return None


def _name(value: object) -> str | None:
    """A value as one line; None where its encoding was not stated, so that characters of it are lost."""
    line = one_line(str(value or ""))
    return None if line and "\ufffd" in line else line


def _sender(header: Any) -> str | None:
    """The name of the sender, never the address."""
    names = [address.display_name for address in getattr(header, "addresses", ())][:1]
    names.append(parseaddr(str(header or ""))[0])  # knows names in UTF-8 that were not encoded for the head
    name = next(filter(None, map(_name, names)), None)
    return None if name and "@" in name else name


def _day(header: object) -> str | None:
    """The day of a Date header, where it was written."""
    try:
        day = parsedate_to_datetime(str(header)).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day.isoformat() if day.year >= _FIRST_YEAR else None
