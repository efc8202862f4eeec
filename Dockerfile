# The site for production. It needs DATABASE_URL, SECRET_KEY and ALLOWED_HOSTS when it
# runs, and none of them to be built: see deploy/README.md.

FROM python:3.13-slim-bookworm AS build
WORKDIR /srv/guidance
COPY deploy/requirements.lock deploy/requirements.lock
RUN python -m venv /srv/venv \
 && /srv/venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r deploy/requirements.lock
ENV PATH=/srv/venv/bin:$PATH
COPY manage.py ./
COPY deploy/serve deploy/serve
COPY guidance guidance
COPY templates templates
COPY static static
COPY fixtures fixtures
# The values stand for this one command: nothing connects, and nothing of it stays.
RUN DATABASE_URL=postgresql:///none SECRET_KEY=unused ALLOWED_HOSTS=none.invalid \
    STATIC_ROOT=/srv/static python manage.py collectstatic --no-input \
 && python -m compileall -q guidance

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin guidance
COPY --from=build /srv /srv
WORKDIR /srv/guidance
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/static \
    HOST=0.0.0.0 \
    PORT=8000
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://localhost:' + os.environ['PORT'] + '/healthz', timeout=2)"]
CMD ["deploy/serve"]
