"""What people and the other apps do in planning; each function is one transaction and names its author."""

from planning.actions.timeline import write_occurrences

__all__ = ["write_occurrences"]
