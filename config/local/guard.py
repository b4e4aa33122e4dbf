"""Kills the process groups named on its input ("+123", "-123") once that input ends without taking them back:
the supervisor was killed before it could end them itself. A web server without its parent has been seen to
answer its SIGTERM by waiting for ever, with the port taken.

A program of its own, so that it holds nothing of the supervisor's open, no lock and no terminal."""

import contextlib
import os
import signal
import sys
import time


def watch(lines, patience: float) -> None:
    groups = set()
    for line in lines:
        (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    if groups:
        time.sleep(patience)
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    watch(sys.stdin, float(sys.argv[1]))
