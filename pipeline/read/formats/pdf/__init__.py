"""PDF: characters (`glyphs`), rows (`page`), columns and tables (`layout`), `paragraphs`; `reader` is the way in."""
