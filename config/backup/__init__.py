"""Database and stored files kept and brought back together.

A backup is a folder: `database.dump` (pg_dump's own format), `files/` under the names of `MEDIA_ROOT`, and
`manifest.json`, which says what has to be in both. It gets its name only when all of it lies on the disk.
"""


class BackupFailed(Exception):
    """One Czech sentence or two: what is wrong and what to do."""
