import threading

from django.core.exceptions import ValidationError
from django.db import connection

from agreements.actions import Refused
from partnerships.actions import InvitationClosed


def at_once(*steps) -> list[str]:
    """Runs the steps in threads that start together; says of each what became of it."""
    barrier, results = threading.Barrier(len(steps)), []

    def run(step):
        try:
            barrier.wait()
            step()
            results.append("done")
        except (ValidationError, InvitationClosed, Refused) as refusal:
            results.append(type(refusal).__name__)
        except Exception as problem:
            results.append(repr(problem))
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(results)
