"""People in texts: `find` sees one document, `resolve` says over all documents who is who."""
