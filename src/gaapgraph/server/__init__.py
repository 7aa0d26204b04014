"""The server: SPARQL over HTTP, questions by URL, every IRI as a resource, and the workbench."""
