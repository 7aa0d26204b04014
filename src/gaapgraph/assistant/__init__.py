"""Assistants: shaped questions about the data over the Model Context Protocol, each answer with its receipt."""
