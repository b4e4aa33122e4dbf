"""A timeline pasted from Excel or Word: the table laid out, its columns named, its rows read (domain.md 1.12-1.13)."""
