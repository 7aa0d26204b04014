"""Documents in: each source has a reader, which knows no RDF and no concepts."""
