"""Sidecars: `NAME.EXT.yaml` beside `NAME.EXT` says what is known of a raw text.

What a value may look like is declared once, with the column of `documents` that it fills.
"""

from dataclasses import asdict, dataclass, fields

import yaml

from pipeline.read.encoding import text_encoding
from pipeline.read.problem import SetAside
from pipeline.tables import TABLES, Column
from pipeline.tables.values import fault

SUFFIX = ".yaml"
MAXIMUM_BYTES = 100_000
"""A sidecar is a few lines; more than this is something else."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, ten times as fast


@dataclass(frozen=True)
class Sidecar:
    """What a sidecar may say; what it does not say is None. `encoding` is Python's name."""

    id: str | None = None
    title: str | None = None
    title_basis: str | None = None
    kind: str | None = None
    language: str | None = None
    publisher: str | None = None
    publisher_basis: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: str | None = None
    rights: str | None = None
    encoding: str | None = None


KEYS = tuple(field.name for field in fields(Sidecar))


def parse_sidecar(data: bytes) -> Sidecar:
    """What the YAML in `data` says. Raises SetAside (invalid_sidecar), naming every fault."""
    values = _mapping(data)
    unknown = [key for key in values if key not in KEYS]
    faults = [f"unknown key `{key}` (known: {', '.join(KEYS)})" for key in unknown]
    known = {key: value for key, value in values.items() if key in KEYS and value is not None}
    faults += [wrong for key, value in known.items() if (wrong := fault_of(key, value))]
    if faults:
        raise _invalid("; ".join(faults))
    if "encoding" in known:
        known["encoding"] = str(text_encoding(known["encoding"]))
    return Sidecar(**known)


def fault_of(key: str, value: str) -> str | None:
    """What is wrong with the value of a key, or None."""
    if not value.isprintable():
        return f"`{key}` holds a line break or a character that cannot be seen"
    if key == "encoding":
        return None if text_encoding(value) else f"`encoding: {value}` is no text encoding that Python knows"
    wrong = fault(column_of(key), value)
    return f"`{key}: {value}` {wrong}" if wrong else None


def column_of(key: str) -> Column:
    """The column of `documents` that a key fills."""
    return TABLES["documents"].column("document_id" if key == "id" else key)


def sidecar_text(sidecar: Sidecar) -> str:
    """YAML that `parse_sidecar` reads back as `sidecar`; what is None is left out."""
    known = {key: value for key, value in asdict(sidecar).items() if value is not None}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=float("inf")) if known else ""


def _mapping(data: bytes) -> dict[str, str | None]:
    """Keys and values as they are written: no dates, no booleans (`language: no` is Norwegian)."""
    if len(data) > MAXIMUM_BYTES:
        raise _invalid(f"more than {MAXIMUM_BYTES} bytes")
    try:
        node = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise _invalid("not UTF-8") from error
    except (yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        raise _invalid(f"not YAML{line}: {getattr(error, 'problem', None) or 'cannot be parsed'}") from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _invalid("not a list of `key: value` lines")
    values: dict[str, str | None] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if not isinstance(value_node, yaml.ScalarNode):
            raise _invalid(f"`{key}` must be one value")
        if key in values:
            raise _invalid(f"`{key}` stands there twice")
        is_null = value_node.tag == "tag:yaml.org,2002:null" or not value_node.value.strip()
        values[key] = None if is_null else value_node.value.strip()
    return values


def _invalid(detail: str) -> SetAside:
    return SetAside("invalid_sidecar", f"the sidecar is wrong: {detail}")
