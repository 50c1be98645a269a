CREATE TABLE waiting (
    source text NOT NULL REFERENCES sources,
    url text NOT NULL,
    way text NOT NULL,
    since timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    tried_at timestamptz,
    PRIMARY KEY (source, url)
);
