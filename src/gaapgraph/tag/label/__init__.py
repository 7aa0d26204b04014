"""Printed labels and the concepts that they name."""
