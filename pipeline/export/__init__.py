"""A published package in other formats: annotations of the texts, a workbook. Nothing is found or decided here."""
