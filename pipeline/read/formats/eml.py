"""E-mails (.eml): the body; subject, date and sender from the head. Attachments are not read."""

import email.policy
from email import message_from_bytes
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.read.encoding import decode, text_encoding
from pipeline.read.formats import html
from pipeline.read.formats.text import Text, one_line
from pipeline.read.problem import SetAside


def read(data: bytes, stated_encoding: str | None) -> Text:
    """Raises SetAside where there is no body (empty) or its encoding is not certain."""
    message = message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if body is None or not message.keys():
        raise SetAside("broken", "not an e-mail with a text in it: save the text itself as .txt")
    content = body.get_payload(decode=True)
    stated = stated_encoding or text_encoding(body.get_content_charset() or "")
    if not isinstance(content, bytes):
        raise SetAside("empty", "the e-mail holds no text: save the text itself as .txt")
    if body.get_content_type() == "text/html":
        page = html.read(content, stated)
        text, reader, encoding = page.text, f"email, {page.reader}", page.encoding
    else:
        text, encoding = decode(content, stated)
        reader = "email"
    return Text(
        text,
        reader,
        encoding,
        title=one_line(message["subject"]),
        published=_day(message["date"]),
        publisher=one_line(parseaddr(str(message["from"] or ""))[0]),  # the name, not the address
        basis="head of the e-mail",
    )


def _day(date: str | None) -> str | None:
    """The day of a Date header, where it was written."""
    try:
        return parsedate_to_datetime(date).date().isoformat() if date else None
    except ValueError:
        return None
