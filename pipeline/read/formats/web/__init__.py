"""Web pages: their lines (`lines`), their metadata, and `reader`, the way in."""
