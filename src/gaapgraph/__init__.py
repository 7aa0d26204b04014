"""gaapgraph: financial documents as a knowledge graph."""
