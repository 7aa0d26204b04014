"""The rules: shapes run over a graph, what they find explained, and the likely cause named."""
