-- What staff changed in the labels of a post, in order; `labels` holds what counts now.
CREATE TABLE corrections (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    revision integer NOT NULL CHECK (revision > 0),
    user_id bigint NOT NULL REFERENCES users,
    task text NOT NULL,                             -- sentiment, needs_answer, topic:<slug>, target:<target>, place:<code>
    value jsonb NOT NULL,                           -- null takes a correction back
    said jsonb NOT NULL,                            -- what the model said then
    made_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (post_id, revision)
);
CREATE INDEX corrections_made ON corrections (made_at);

-- Who works on a post, and until when. A new owner replaces the old one; the audit log knows them all.
CREATE TABLE assignments (
    post_id bigint PRIMARY KEY REFERENCES post_keys (post_id) ON DELETE CASCADE,
    revision integer NOT NULL CHECK (revision > 0),
    assignee_id bigint REFERENCES users,            -- NULL: nobody any more
    due date,
    note text NOT NULL DEFAULT '',
    assigned_by bigint NOT NULL REFERENCES users,
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX assignments_assignee ON assignments (assignee_id, due) WHERE assignee_id IS NOT NULL;

-- Posts whose story (or being alone) a person decided. The machine never moves them.
CREATE TABLE story_pins (
    post_id bigint PRIMARY KEY REFERENCES post_keys (post_id) ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES users,
    made_at timestamptz NOT NULL DEFAULT now()
);

-- daily_counts without source, kind and province: what the pages and reports ask for most, in a hundredth of the rows.
CREATE TABLE daily_topics (
    model text NOT NULL REFERENCES models,
    day date NOT NULL,
    topic text NOT NULL,
    relevant boolean NOT NULL,
    sentiment text NOT NULL,
    posts integer NOT NULL,
    flagged integer NOT NULL,
    PRIMARY KEY (model, day, topic, relevant, sentiment)
);
CREATE INDEX daily_topics_empty ON daily_topics (model) WHERE posts = 0;

INSERT INTO daily_topics (model, day, topic, relevant, sentiment, posts, flagged)
SELECT model, day, topic, relevant, sentiment, sum(posts), sum(flagged)
FROM daily_counts
WHERE province = ''
GROUP BY model, day, topic, relevant, sentiment;
