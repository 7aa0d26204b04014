"""From the proposals of a narrative section to its report."""
