"""What a row is while it goes from one step to the next."""

from typing import Any

Row = dict[str, Any]
"""A row by column names. Every column of its table is there; what is not known is None."""
