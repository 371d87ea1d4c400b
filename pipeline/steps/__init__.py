"""The steps: pure functions from rows to rows, each in a module of its own. Their order is in `way`.

What a step does in earnest stands in `read`, `entities` and the other packages; here stands only what goes in and what
comes out. How steps are run is in `pipeline.run`. Nothing is imported here: a step knows of no other one.
"""
