"""From bytes to text: the files of `raw/`, their encodings, formats and sidecars, and the passages of a text.

Knows nothing of people or facts. A new format is one function in `formats`.
"""
