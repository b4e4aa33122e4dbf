"""config.settings with what a test run needs. Everything a process of the run writes goes to RUN_DIR."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

RUN_DIR = Path(tempfile.mkdtemp(prefix="popis-test-"))
atexit.register(shutil.rmtree, RUN_DIR, ignore_errors=True)

# The intervals of the fault tests and their pass criteria are divided alike; HARD=1 takes the real ones.
SPEED_UP = 1 if os.environ.get("HARD") else 20

os.environ.pop("ENV_FILE", None)  # it names the developer's own database
os.environ.update(
    DEBUG="1",
    LOG_LEVEL="WARNING",
    SECRET_KEY="test-" + "0" * 50,
    REDIS_URL=f"unix://{RUN_DIR}/valkey.sock",  # answers only while the fixture `broker` is in use
    MEDIA_ROOT=str(RUN_DIR / "media"),
    JOB_HEARTBEAT_SECONDS=str(10 / SPEED_UP),
    JOB_STALE_SECONDS=str(60 / SPEED_UP),
    JOB_REQUEUE_SECONDS=str(30 / SPEED_UP),
    CLOCK_TICK_SECONDS=str(15 / SPEED_UP),
    # Playwright's synchronous API keeps an event loop running in the test's own thread.
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
    DJANGO_LIVE_TEST_SERVER_ADDRESS="127.0.0.1",  # a bare machine may not know the name localhost
)

from config.settings import *  # noqa: E402, F403
from config.settings import INSTALLED_APPS  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter", "tests.quick_flush"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no folder of collected files here; the live server finds them itself
