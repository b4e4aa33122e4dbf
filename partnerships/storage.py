import os
from contextlib import suppress

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Imports in our own scripts carry the hash too, so that no browser mixes an old module with a new one."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )


class WholeFiles(FileSystemStorage):
    """A file is either whole and on the disk, or not there: a full disk leaves no half of one.

    Names are random (Document.file), so the one that failed is nobody else's.
    """

    def _save(self, name, content):
        try:
            name = super()._save(name, content)
            with open(self.path(name), "rb") as stored:
                os.fsync(stored.fileno())
        except OSError:
            with suppress(FileNotFoundError):
                os.unlink(self.path(name))
            raise
        return name
