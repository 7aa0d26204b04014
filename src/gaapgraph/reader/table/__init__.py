"""Tables: from rows and heads to figures with value, unit, period and label."""
