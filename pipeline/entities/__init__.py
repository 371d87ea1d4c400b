"""People in texts: `find` sees one document, `resolve` says over all documents who is who.

`decisions` are those of maintainers on that; `identity` gives people ids that stay.
"""
