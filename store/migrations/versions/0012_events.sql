CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

CREATE TABLE event_posts (
    post_id bigint PRIMARY KEY REFERENCES post_keys (post_id) ON DELETE CASCADE,
    listed_at timestamptz NOT NULL,
    event_id bigint REFERENCES events,
    user_id bigint REFERENCES users,
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_posts_event ON event_posts (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE event_marks (
    mark bigint NOT NULL,
    listed_at timestamptz NOT NULL,
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    PRIMARY KEY (mark, listed_at, post_id)
);
CREATE INDEX event_marks_post ON event_marks (post_id);

CREATE TABLE event_waiting (
    post_id bigint PRIMARY KEY REFERENCES post_keys (post_id) ON DELETE CASCADE
);

INSERT INTO event_waiting (post_id)
SELECT DISTINCT post_id FROM post_bands WHERE listed_at > now() - interval '35 days';
