"""One line per event: JSON in production, readable at a terminal. A request's id goes along into the worker.

No line holds what people typed: paths are without their query, keys of links are left out, and an exception of
the database is named by its code and constraint, since its message quotes the row.
"""

import logging
import sys
import traceback

import structlog
from django.db import Error as DatabaseError
from django_structlog.middlewares import RequestMiddleware

UNLOGGED = ("/static/", "/zdravi/")  # asked for many times a minute, nobody's work
SECRET_ARGUMENTS = frozenset({"key", "token", "uidb36"})


class RequestLog(RequestMiddleware):
    """Outermost: everything inside it has the request's id, its answer too."""

    def __call__(self, request):
        if request.path.startswith(UNLOGGED):
            return self.get_response(request)
        self.prepare(request)
        request.request_id = structlog.contextvars.get_contextvars()["request_id"]
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id
        self.handle_response(request, response)
        return response

    @staticmethod
    def format_request(request) -> str:
        match = request.resolver_match
        if match is None:
            return request.method  # not routed yet, so nobody knows whether the path holds a key
        if SECRET_ARGUMENTS & match.kwargs.keys():
            return f"{request.method} {match.view_name}"
        return f"{request.method} {request.path}"

    @staticmethod
    def bind_user_id(request) -> None:
        """Of whom the request has already asked for; a log line must not go to the database."""
        user = getattr(request, "_cached_user", None)
        if user is not None:
            structlog.contextvars.bind_contextvars(user_id=user.pk)


def exception_text(problem: BaseException | None) -> str:
    """The traceback of each exception of the chain, the innermost cause first."""
    chain = []
    while problem is not None:
        where = "".join(traceback.format_tb(problem.__traceback__))
        chain.append(f"{where}{_named(problem)}")
        problem = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    return "\n\n".join(reversed(chain))


def _named(problem: BaseException) -> str:
    kind = type(problem).__name__
    diagnosis = getattr(problem, "diag", None)
    if diagnosis is not None:
        known = filter(None, [diagnosis.sqlstate, diagnosis.table_name, diagnosis.constraint_name])
        return f"{kind} ({', '.join(known)})"
    return kind if isinstance(problem, DatabaseError) else f"{kind}: {problem}"


def _format_exception(_logger, _method, event: dict) -> dict:
    problem = event.pop("exc_info", None)
    if problem is True:
        problem = sys.exc_info()
    if isinstance(problem, tuple):
        problem = problem[1]
    if problem:
        event["exception"] = exception_text(problem)
    return event


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=("code", "task_id")),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(*, as_json: bool, level: str) -> dict:
    """The value of LOGGING; structlog itself is told to hand its events to the same handler."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _format_exception,
                    renderer,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            # seven lines about each printed file; the demo prints dozens, and its output holds the logins
            "weasyprint.progress": {"level": "WARNING"},
            "django.request": {
                "level": logging.CRITICAL
            },  # RequestLog says the same with the id and without values
        },
    }
