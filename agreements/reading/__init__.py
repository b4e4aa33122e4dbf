"""Reads the deadline column as people write it (domain.md 2)."""

from agreements.reading.cell import read_cell
from agreements.reading.reading import Reading, ReadTerm

__all__ = ["ReadTerm", "Reading", "read_cell"]
