"""SPARQL as plans of an engine of tables: what a mapping says of the columns decides what a pattern reads."""
