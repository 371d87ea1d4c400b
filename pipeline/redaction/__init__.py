"""Redaction: names that no output may show, kept as HMACs of the keys that they are read into.

`keys` says what a name is known by, `masking` finds it in texts, `kept` has the file and the secret. Where texts are
read, `pipeline.read.folder` applies it, so that nothing behind it ever sees such a name. Which names they are is known
to nobody who has not the secret and a guess.
"""
