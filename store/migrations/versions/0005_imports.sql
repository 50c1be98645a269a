-- What a person brought in at once: a file, a pasted text, a form. Never the text or the name of the file itself.
CREATE TABLE imports (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint REFERENCES users,                -- NULL: from the command line
    format text NOT NULL,                           -- csv, xlsx, jsonl, lines, text, html, form
    source text NOT NULL REFERENCES sources,
    kind text NOT NULL DEFAULT '',                  -- of all its posts; empty where each said its own
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'stopped', 'undoing', 'undone')),
    began_at timestamptz NOT NULL DEFAULT now(),
    touched_at timestamptz NOT NULL DEFAULT now(),  -- its last step: what runs and was not touched for long, was killed
    added integer NOT NULL DEFAULT 0,
    known integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    removed integer NOT NULL DEFAULT 0,
    problems jsonb NOT NULL DEFAULT '[]'            -- [{"row": 7, "why": "…"}]; never what stood in the row
);
CREATE INDEX imports_source ON imports (source);

-- The posts of an import; `added`: it brought the post, else the post was stored already.
CREATE TABLE import_posts (
    import_id bigint NOT NULL REFERENCES imports ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    added boolean NOT NULL,
    PRIMARY KEY (import_id, post_id)
);
CREATE INDEX import_posts_post ON import_posts (post_id);

ALTER TABLE posts DROP CONSTRAINT posts_kind_check;
ALTER TABLE posts ADD CONSTRAINT posts_kind_check
    CHECK (kind IN ('news', 'release', 'notice', 'question', 'comment', 'review', 'advert', 'grassroots'));
