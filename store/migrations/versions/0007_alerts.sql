-- Programs of the union that take signed messages. Signing needs the secret itself, so it is not a hash; nobody gets to read it twice.
CREATE TABLE webhooks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    name text NOT NULL,
    url text NOT NULL,
    secret bytea NOT NULL,
    old_secret bytea,                               -- signs too until `old_until`, so that receivers change over in peace
    old_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((old_secret IS NULL) = (old_until IS NULL))
);
CREATE INDEX webhooks_user ON webhooks (user_id);

-- A saved search that tells of new posts.
CREATE TABLE alerts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    search_id bigint NOT NULL REFERENCES saved_searches ON DELETE CASCADE,
    webhook_id bigint REFERENCES webhooks ON DELETE CASCADE, -- NULL: by e-mail
    address text NOT NULL DEFAULT '',               -- of the office, never of somebody who wrote
    tier text NOT NULL CHECK (tier IN ('at_once', 'daily', 'weekly')),
    muted_from time,                                -- clock of Viet Nam; the night may lie between both
    muted_until time,
    most_a_day integer NOT NULL CHECK (most_a_day BETWEEN 1 AND 100),
    active boolean NOT NULL DEFAULT true,
    seen_id bigint NOT NULL,                        -- posts up to this number were looked at
    due_at timestamptz NOT NULL,                    -- of the next digest
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((webhook_id IS NULL) <> (address = '')),
    CHECK ((muted_from IS NULL) = (muted_until IS NULL))
);
CREATE INDEX alerts_search ON alerts (search_id);
CREATE INDEX alerts_webhook ON alerts (webhook_id) WHERE webhook_id IS NOT NULL;

-- Messages on their way. What they say is made of the posts when they leave: nothing of a post is kept here.
CREATE TABLE deliveries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key uuid NOT NULL DEFAULT gen_random_uuid(),    -- the same at each try, so that a receiver takes a message once
    alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
    made_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead', 'empty')),
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    trouble text NOT NULL DEFAULT '',               -- of the last try
    finished_at timestamptz
);
CREATE INDEX deliveries_waiting ON deliveries (next_at) WHERE state = 'waiting';
CREATE INDEX deliveries_alert ON deliveries (alert_id, made_at DESC);

-- Posts that an alert found: waiting, then in a message.
CREATE TABLE alert_posts (
    alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    held boolean NOT NULL DEFAULT false,            -- muted hours or the day's limit kept it back
    delivery_id bigint REFERENCES deliveries ON DELETE CASCADE,
    PRIMARY KEY (alert_id, post_id)
);
CREATE INDEX alert_posts_post ON alert_posts (post_id);
CREATE INDEX alert_posts_delivery ON alert_posts (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX alert_posts_waiting ON alert_posts (alert_id) WHERE delivery_id IS NULL;
