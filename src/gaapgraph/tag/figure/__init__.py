"""From figures of tables and prose to facts."""
