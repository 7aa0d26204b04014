"""From one laptop to a whole corpus: data sets as tables, converted and checked by an engine of tables."""
