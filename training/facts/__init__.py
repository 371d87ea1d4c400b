"""Measuring the facts of texts from end to end: raw text in, rows of the tables out, beside what people annotated."""
