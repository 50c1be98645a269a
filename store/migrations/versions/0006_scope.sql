ALTER TABLE users ADD COLUMN provinces text[] NOT NULL DEFAULT '{}';

-- Whether somebody who looks after the provinces `scope` sees a post. What names no province belongs to that of its source.
CREATE FUNCTION in_scope(places jsonb, home text, scope text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN jsonb_path_exists(places, '$[*].code ? (@ <> "")') THEN jsonb_path_query_array(places, '$[*].code') ?| scope
    ELSE home = '' OR home = ANY(scope)
END;

ALTER TABLE flags ADD COLUMN listed_at timestamptz;
UPDATE flags f SET listed_at = k.listed_at FROM post_keys k WHERE k.post_id = f.post_id;
ALTER TABLE flags ALTER COLUMN listed_at SET NOT NULL;
CREATE INDEX flags_newest ON flags (model, listed_at DESC, post_id DESC);
