ALTER TABLE api_keys ADD COLUMN prefix text NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN scopes text[] NOT NULL DEFAULT '{read}';
ALTER TABLE api_keys ADD COLUMN expires_at timestamptz;

CREATE TABLE repeats (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    key text NOT NULL,
    request bytea NOT NULL,
    status integer NOT NULL DEFAULT 0,
    answer text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);
CREATE INDEX repeats_made ON repeats (made_at);
