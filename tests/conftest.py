import gc
import threading

import environ
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connections

from config.local.processes import wait_until
from config.local.valkey import Valkey
from tests import browser, office
from tests.browser import CHROMIUM, launch_flags, report_unrun, skip_without_chromium
from tests.cluster import LiveWorker, MigrationFailed, database_clone, start_cluster
from tests.live.site import LiveSite, django_on
from tests.scheduling import LongestFirst

RUN_CLUSTER = pytest.StashKey()

# --- The run's servers ------------------------------------------------------------------------------------


def run_cluster(config):
    """Started by the first who asks, ended with the run."""
    if RUN_CLUSTER not in config.stash:
        try:
            cluster = start_cluster()
        except MigrationFailed as failure:
            pytest.exit(str(failure), returncode=3)
        config.stash[RUN_CLUSTER] = cluster
        config.add_cleanup(cluster.stop)
    return config.stash[RUN_CLUSTER]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """xdist's parent process owns the cluster, its workers are told where it is."""
    cluster = run_cluster(node.config)
    node.workerinput["cluster"] = (cluster.url("postgres"), cluster.template)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return LongestFirst(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.fixture(scope="session")
def migrated(request) -> tuple[str, str]:
    """The run's server and the database that every other is cloned from; nobody is connected to it."""
    if hasattr(request.config, "workerinput"):
        return request.config.workerinput["cluster"]
    cluster = run_cluster(request.config)
    return cluster.url("postgres"), cluster.template


@pytest.fixture(scope="session")
def database_url(migrated):
    with database_clone(*migrated) as url:
        yield url


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, database_url):
    """Instead of pytest-django's own, which would migrate in every process of every run."""
    settings.DATABASES["default"].update(environ.Env.db_url_config(database_url))
    yield
    connections.close_all()


@pytest.fixture(scope="session")
def broker():
    valkey = Valkey(settings.RUN_DIR / "valkey", settings.RUN_DIR)
    valkey.start()
    yield valkey
    valkey.stop()


@pytest.fixture
def live_worker(transactional_db, database_url, broker):
    broker.ask("FLUSHALL")
    worker = LiveWorker(database_url, settings.RUN_DIR / "worker.log")
    worker.start()
    yield worker
    worker.kill()


@pytest.fixture(scope="module")
def own_site(broker, tmp_path_factory, django_test_environment, django_db_blocker):
    """All processes of the site, on a database of its own, which Django of the tests uses as well."""
    with (
        LiveSite(tmp_path_factory.mktemp("site"), broker) as live,
        django_db_blocker.unblock(),
        django_on(live.database_url),
    ):
        yield live
    broker.start()


@pytest.fixture
def site(own_site):
    own_site.forget_failures()
    return own_site


# --- The browser ------------------------------------------------------------------------------------------

LAST_ANSWER_TAKES = 10  # seconds at most


class Answering:
    """How many requests are being answered now, in any thread."""

    def __init__(self):
        self.number, self.lock = 0, threading.Lock()
        request_started.connect(lambda **_: self.add(1), weak=False)
        request_finished.connect(lambda **_: self.add(-1), weak=False)

    def add(self, change: int) -> None:
        with self.lock:
            self.number += change


ANSWERING = Answering()


@pytest.fixture(autouse=True)
def answered_before_the_end(request):
    """The closed page may have asked for something yet; the database is not emptied under the answer."""
    before = ANSWERING.number  # a test without a browser may have left an answer open
    yield
    if "live_server" in request.fixturenames:
        wait_until(lambda: ANSWERING.number <= before, LAST_ANSWER_TAKES)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": launch_flags()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "cs-CZ", "timezone_id": "Europe/Prague"}


def pytest_collection_modifyitems(items):
    skip_without_chromium(items)


def pytest_collection_finish():
    """What was imported and collected stays until the end. To look through it for garbage again and again took a
    tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_terminal_summary(terminalreporter):
    for missing in (browser.MISSING, office.MISSING):
        report_unrun(terminalreporter, missing)
    report_figures(terminalreporter)


def report_figures(terminalreporter) -> None:
    """What tests have measured and noted by `record_property`: the pass criteria are in the tests."""
    passed = terminalreporter.stats.get("passed", [])
    measured = [one for one in passed if one.when == "call" and one.user_properties]
    if measured:
        terminalreporter.section("measured")
    for one in measured:
        figures = ", ".join(f"{name} {value}" for name, value in one.user_properties)
        terminalreporter.write_line(f"{one.nodeid.rpartition('/')[2]}: {figures}")
