"""Reads the deadline column as people write it (domain.md 2)."""

from agreements.reading.cell import read_cell
from agreements.reading.due import next_dates
from agreements.reading.reading import Reading, ReadTerm
from agreements.reading.wording import printed

__all__ = ["ReadTerm", "Reading", "next_dates", "printed", "read_cell"]
