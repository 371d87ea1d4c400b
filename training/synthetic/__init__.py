"""A corpus with known truth for tests and benchmarks: documents of invented people, made to any number.

Nothing here is published, and no build needs it. `people` says who there is, `spelling` how a house writes them,
`phrases` what its sentences are like, `documents` makes a text of these, `score` measures a package against the truth,
`bench` measures building.
"""
