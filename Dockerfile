# One image for web, workers, clock and the one-off commands; docker-compose.yml says which is which.
FROM python:3.13-slim-trixie AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv --without-pip /opt/venv
COPY requirements-production.lock /tmp/
RUN pip --python /opt/venv/bin/python install --no-deps --require-hashes --only-binary :all: \
        -r /tmp/requirements-production.lock

FROM python:3.13-slim-trixie
# The libraries WeasyPrint prints with; their security fixes must come with every build, so no versions.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 popis \
    && useradd --uid 10001 --gid popis --no-create-home --home-dir /tmp --shell /usr/sbin/nologin popis \
    && install -d -o popis -g popis -m 0700 /srv/media /srv/backups
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    MEDIA_ROOT=/srv/media \
    STATIC_ROOT=/srv/static \
    XDG_CACHE_HOME=/tmp/cache
WORKDIR /app
COPY manage.py ./
COPY static ./static
COPY templates ./templates
COPY config ./config
COPY partnerships ./partnerships
COPY agreements ./agreements
COPY planning ./planning
COPY reporting ./reporting
# The key only lets the settings start; it is made here, used once and kept nowhere.
RUN python -m compileall -q /app \
    && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
        python manage.py collectstatic --noinput -v 0
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "config.healthcheck", "web"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", \
     "--workers", "2", "--blocking-threads", "4", "config.wsgi:application"]
