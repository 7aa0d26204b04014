"""Triple stores of others, over HTTP: graphs sent there and held to what arrived, and what a store does otherwise."""
