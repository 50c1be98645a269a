CREATE TABLE heard (
    source text NOT NULL REFERENCES sources,
    url text NOT NULL,
    etag text NOT NULL,
    last_modified text NOT NULL,
    whole_at timestamptz NOT NULL,
    form text NOT NULL,
    named jsonb NOT NULL,
    more text[] NOT NULL,
    PRIMARY KEY (source, url)
);

CREATE TABLE pauses (
    host text PRIMARY KEY,
    until timestamptz NOT NULL
);

INSERT INTO pauses (host, until)
SELECT substr(name, length('pause:') + 1), max((summary ->> 'until')::timestamptz)
FROM jobs WHERE name LIKE 'pause:%' GROUP BY name;

DELETE FROM jobs WHERE name LIKE 'pause:%';
