"""python -m tests.with_database COMMAND …: runs it on a migrated throw-away database."""

import os
import subprocess
import sys

from tests.cluster import MigrationFailed, database_clone, start_cluster


def run(command: list[str]) -> int:
    cluster = start_cluster()
    try:
        with database_clone(cluster.url("postgres"), cluster.template) as url:
            environment = {**os.environ, "DEBUG": "1", "DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        cluster.stop()


if __name__ == "__main__":
    try:
        sys.exit(run(sys.argv[1:]))
    except MigrationFailed as failure:
        sys.exit(str(failure))
