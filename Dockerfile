# One image for the API, the worker and the migrations. It holds no data and no secret.
FROM python:3.12-slim

RUN useradd --create-home --uid 10001 langnghe
WORKDIR /app

# First only what the packages depend on, so that a change of our code does not install them again.
COPY pyproject.toml constraints.txt README.md ./
RUN for room in api crawlers dashboards demo domain models nlp pipeline reports store; do mkdir -p $room && touch $room/__init__.py; done \
    && pip install --no-cache-dir -c constraints.txt -e .

COPY . .
RUN mkdir -p /data && chown langnghe:langnghe /data

USER langnghe
ENV LANGNGHE_DATA=/data LANGNGHE_HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["langnghe"]
CMD ["serve"]
