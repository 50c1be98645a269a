-- Everything that Lắng Nghe keeps. This file is for reading; migrations/versions/*.sql make it, and a test proves that
-- both are the same. Times are timestamptz in UTC; a `day` is a calendar day in Viet Nam.
--
-- No table has a place for an author, and none may get one.

------------------------------------------------------------------------------------------------ where posts come from

CREATE TABLE sources (
    slug text PRIMARY KEY CHECK (slug ~ '^[a-z0-9][a-z0-9-]*$'),
    name text NOT NULL,
    url text NOT NULL,
    kind text NOT NULL,
    level text NOT NULL DEFAULT '',
    province text NOT NULL DEFAULT '',              -- official two-digit code; empty for a national source
    enabled boolean NOT NULL DEFAULT true,
    reason text NOT NULL DEFAULT '',                -- why it is not enabled
    read_since timestamptz                          -- first page or post from here; decides what is archive (flags.day)
);

-- What happened to each request. The text of a page is never here.
CREATE TABLE fetches (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL REFERENCES sources,
    url text NOT NULL,
    role text NOT NULL,                             -- feed, sitemap, list, article, robots, api, part
    at timestamptz NOT NULL,
    status integer,                                 -- NULL: no answer
    outcome text NOT NULL CHECK (outcome IN ('stored', 'same', 'set_aside', 'refused', 'failed')),
    reason text NOT NULL DEFAULT '',
    size bigint NOT NULL DEFAULT 0
);
CREATE INDEX fetches_source ON fetches (source, at DESC);
CREATE INDEX fetches_at ON fetches (at);

-- What to send with the next conditional request, and the digest of the version of a page that we hold.
CREATE TABLE validators (
    source text NOT NULL REFERENCES sources,
    url text NOT NULL,
    etag text,
    last_modified text,
    digest bytea,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (source, url)
);

-- What a feed, sitemap or list named when it was last read whole: where it answers 304, it names the same again.
CREATE TABLE heard (
    source text NOT NULL REFERENCES sources,
    url text NOT NULL,
    etag text NOT NULL,
    last_modified text NOT NULL,
    whole_at timestamptz NOT NULL,
    form text NOT NULL,                             -- digest of the rules by which it was read
    named jsonb NOT NULL,                           -- [[address of an article, its moment or null], …]
    more text[] NOT NULL,                           -- further answers of the same way in
    PRIMARY KEY (source, url)
);

-- Articles and further answers of ways in that were named and are not settled: what a crawl still owes.
CREATE TABLE waiting (
    source text NOT NULL REFERENCES sources,
    url text NOT NULL,
    way text NOT NULL,                              -- first address of its way in; empty for an article
    since timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,               -- how often it was asked for in vain
    tried_at timestamptz,
    PRIMARY KEY (source, url)
);

-- Hosts that asked (Retry-After) to be left alone for longer than a crawl lasts.
CREATE TABLE pauses (
    host text PRIMARY KEY,
    until timestamptz NOT NULL
);

-- Pages as they may be kept: comment and question blocks cut out, remarks redacted and without authors. Short-lived.
CREATE TABLE pages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL REFERENCES sources,
    url text NOT NULL,
    fetched_at timestamptz NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    remarks jsonb NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'set_aside')),
    reason text NOT NULL DEFAULT '',
    detail text NOT NULL DEFAULT ''
);
CREATE INDEX pages_pending ON pages (id) WHERE state = 'pending';
CREATE INDEX pages_set_aside ON pages (source, id) WHERE state = 'set_aside';
CREATE INDEX pages_fetched ON pages (fetched_at);

---------------------------------------------------------------------------------------------------------------- posts

-- One row a post: its name across all months, and its number.
CREATE TABLE post_keys (
    key bytea PRIMARY KEY CHECK (length(key) = 32),
    post_id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    listed_at timestamptz NOT NULL,
    erased_at timestamptz                           -- deleted on request: the post does not come back with the next crawl
);

-- Partitioned by month of listed_at. The program makes the months ahead (store.partitions).
CREATE TABLE posts (
    id bigint NOT NULL,
    listed_at timestamptz NOT NULL,                 -- published_at, else (or if that lies ahead) fetched_at
    source text NOT NULL REFERENCES sources,
    kind text NOT NULL
        CHECK (kind IN ('news', 'release', 'notice', 'question', 'comment', 'review', 'advert', 'grassroots')),
    url text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    context text NOT NULL,
    section text NOT NULL,
    tags text[] NOT NULL,
    published_at timestamptz,
    fetched_at timestamptz NOT NULL,                -- first time that we saw the post
    version_at timestamptz NOT NULL,                -- fetch of the version that is held
    places jsonb NOT NULL,
    redactions jsonb NOT NULL,
    exact bytea NOT NULL,
    minhash bytea NOT NULL,
    story_id bigint,
    search tsvector NOT NULL,
    PRIMARY KEY (id, listed_at)
) PARTITION BY RANGE (listed_at);
CREATE INDEX posts_newest ON posts (listed_at DESC, id DESC);
CREATE INDEX posts_source ON posts (source, listed_at DESC, id DESC);
CREATE INDEX posts_story ON posts (story_id) WHERE story_id IS NOT NULL;
CREATE INDEX posts_url ON posts (url);
CREATE INDEX posts_search ON posts USING gin (search) WITH (fastupdate = off); -- a search never waits for a long pending list

-- A search for a common word looks into post after post: what is asked lies in the row, not elsewhere, unless it is long.
ALTER TABLE posts ALTER COLUMN search SET STORAGE MAIN;

CREATE TABLE posts_archive PARTITION OF posts FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00')
WITH (toast_tuple_target = 8160);

-- What a post said before its publisher changed it.
CREATE TABLE post_revisions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    version_at timestamptz NOT NULL,
    replaced_at timestamptz NOT NULL,
    published_at timestamptz,
    title text NOT NULL,
    text text NOT NULL
);
CREATE INDEX post_revisions_post ON post_revisions (post_id, id);

-- Provinces of a post, for lists by province. Ambiguous places are only in posts.places.
CREATE TABLE post_places (
    code text NOT NULL,
    listed_at timestamptz NOT NULL,
    post_id bigint NOT NULL,
    PRIMARY KEY (code, listed_at, post_id)
);
CREATE INDEX post_places_post ON post_places (post_id);

-- Near copies share a story: "copied by N outlets". The earliest post leads.
CREATE TABLE stories (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead_post_id bigint NOT NULL,
    first_at timestamptz NOT NULL,
    posts integer NOT NULL CHECK (posts >= 2)
);

-- Hashes of MinHash bands: posts that share one are looked at as possible copies.
CREATE TABLE post_bands (
    band bigint NOT NULL,
    listed_at timestamptz NOT NULL,
    post_id bigint NOT NULL,
    PRIMARY KEY (band, listed_at, post_id)
);
CREATE INDEX post_bands_post ON post_bands (post_id);

------------------------------------------------------------------------------------------------------- what models say

CREATE TABLE models (
    version text PRIMARY KEY,
    manifest jsonb NOT NULL DEFAULT '{}',
    added_at timestamptz NOT NULL DEFAULT now(),
    live boolean NOT NULL DEFAULT false,
    live_since timestamptz
);
CREATE UNIQUE INDEX models_live ON models (live) WHERE live;

-- One row a post and model version. A new model inserts its rows and then goes live; posts are never updated for it.
CREATE TABLE predictions (
    post_id bigint NOT NULL,
    model text NOT NULL REFERENCES models,
    relevant boolean NOT NULL,
    relevant_prob real NOT NULL,
    topics jsonb NOT NULL,                          -- every slug with its probability
    labels text[] NOT NULL,
    sentiment text NOT NULL,
    sentiment_probs jsonb NOT NULL,
    targets jsonb NOT NULL,                         -- {"union": {"label": "negative", "prob": 0.8}}
    needs_answer boolean NOT NULL,
    needs_answer_prob real NOT NULL,
    flag_prob real NOT NULL,
    flag_suggested boolean NOT NULL,
    abstained text[] NOT NULL,
    evidence jsonb NOT NULL,                        -- offsets into posts.text, never the words themselves
    PRIMARY KEY (post_id, model)
);

-- Labels of the predictions, for lists by topic, newest first.
CREATE TABLE post_topics (
    model text NOT NULL REFERENCES models,
    topic text NOT NULL,
    listed_at timestamptz NOT NULL,
    post_id bigint NOT NULL,
    PRIMARY KEY (model, topic, listed_at, post_id)
);
CREATE INDEX post_topics_post ON post_topics (post_id);

-- Posts that the rules put in front of a person, on the list of `day`.
CREATE TABLE flags (
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    model text NOT NULL REFERENCES models,
    day date NOT NULL,
    priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 3),
    reasons jsonb NOT NULL,                         -- [{"rule": "unpaid-wages", "sentence": "…"}]
    listed_at timestamptz NOT NULL,                 -- as in posts, for lists of flagged posts, newest first
    PRIMARY KEY (post_id, model)
);
CREATE INDEX flags_day ON flags (day, priority);
CREATE INDEX flags_newest ON flags (model, listed_at DESC, post_id DESC);

-- What lists choose and count posts by, one narrow row a post, of the live model: the texts are left alone until a page
-- is filled. Kept with the counts (store.rollup) in the transaction that changes a post.
CREATE TABLE post_facts (
    listed_at timestamptz NOT NULL,
    post_id bigint NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    relevant boolean NOT NULL,
    needs_answer boolean NOT NULL,
    flagged boolean NOT NULL,
    sentiment text NOT NULL,
    labels text[] NOT NULL,
    tones text[] NOT NULL,                          -- of whom it speaks, and how: {union,union:negative}
    provinces text[] NOT NULL,                      -- codes that it names; ambiguous places are not among them
    PRIMARY KEY (listed_at, post_id)
);
CREATE INDEX post_facts_source ON post_facts (source, listed_at, post_id);
CREATE INDEX post_facts_flagged ON post_facts (listed_at, post_id) WHERE flagged;

-- Posts per day, kept by posts.save in its own transaction. Topic '' and province '' mean "all of them": a post with two
-- topics stands in three rows, so a total is read from the '' rows and never summed over topics.
CREATE TABLE daily_counts (
    model text NOT NULL REFERENCES models,
    day date NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    topic text NOT NULL,
    province text NOT NULL,
    relevant boolean NOT NULL,
    sentiment text NOT NULL,
    posts integer NOT NULL,
    flagged integer NOT NULL,
    PRIMARY KEY (model, day, topic, province, source, kind, relevant, sentiment)
);
CREATE INDEX daily_counts_empty ON daily_counts (model) WHERE posts = 0;

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
CREATE INDEX daily_topics_topic ON daily_topics (model, topic, day);

-- The same for what is said of each target.
CREATE TABLE daily_targets (
    model text NOT NULL REFERENCES models,
    day date NOT NULL,
    topic text NOT NULL,
    target text NOT NULL,
    sentiment text NOT NULL,
    posts integer NOT NULL,
    PRIMARY KEY (model, day, topic, target, sentiment)
);
CREATE INDEX daily_targets_empty ON daily_targets (model) WHERE posts = 0;

--------------------------------------------------------------------------------------------------------- people at work

-- Staff who sign in. Only they: nobody who wrote a post is ever here.
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login text NOT NULL UNIQUE CHECK (login = lower(login)),
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('viewer', 'reviewer', 'lead', 'admin')),
    password_hash text NOT NULL,
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    provinces text[] NOT NULL DEFAULT '{}'          -- whose posts they look after; empty for all
);

CREATE TABLE sessions (
    id_hash bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    opened_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE api_keys (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    name text NOT NULL,
    key_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    revoked_at timestamptz,
    prefix text NOT NULL DEFAULT '',                -- what people see of a key, so that they know which one it is
    scopes text[] NOT NULL DEFAULT '{read}',        -- read, write, export
    expires_at timestamptz
);

-- Answers to writes that carried an Idempotency-Key, for a day: sent twice, done once.
CREATE TABLE repeats (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    key text NOT NULL,
    request bytea NOT NULL,                         -- digest of what was asked
    status integer NOT NULL DEFAULT 0,
    answer text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);
CREATE INDEX repeats_made ON repeats (made_at);

CREATE TABLE saved_searches (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    name text NOT NULL,
    query jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, name)
);

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

-- Decisions in their order; `revision` counts them, so that nobody overrules a decision that they did not see.
-- `reopened` takes the newest one back: the post is open again, and what happened stays on record.
CREATE TABLE reviews (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    revision integer NOT NULL CHECK (revision > 0),
    reviewer_id bigint NOT NULL REFERENCES users,
    decision text NOT NULL
        CHECK (decision IN ('relevant', 'not_relevant', 'handled', 'forwarded', 'answered', 'dismissed', 'reopened')),
    note text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (post_id, revision)
);
CREATE INDEX reviews_made ON reviews (made_at);

-- What staff say is true of a post: the newest answer to each question. models.train reads them.
CREATE TABLE labels (
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    task text NOT NULL,                             -- relevant, flag, sentiment, needs_answer, topic:<slug>, target:<target>
    value jsonb NOT NULL,
    user_id bigint NOT NULL REFERENCES users,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (post_id, task)
);

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

-- What several texts tell of in their own words. Copies of a text are a story; an event has stories and single posts.
CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

-- Posts that were looked at for events.
CREATE TABLE event_posts (
    post_id bigint PRIMARY KEY REFERENCES post_keys (post_id) ON DELETE CASCADE,
    listed_at timestamptz NOT NULL,
    event_id bigint REFERENCES events,              -- NULL: no other text tells of the same
    user_id bigint REFERENCES users,                -- who put the post where it is: the machine never moves it; NULL: the machine
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_posts_event ON event_posts (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX event_posts_day ON event_posts (listed_at) WHERE event_id IS NOT NULL;

-- Hashes of what a text names and of its rarest words: posts that share two are compared.
CREATE TABLE event_marks (
    mark bigint NOT NULL,
    listed_at timestamptz NOT NULL,
    post_id bigint NOT NULL REFERENCES post_keys (post_id) ON DELETE CASCADE,
    PRIMARY KEY (mark, listed_at, post_id)
);
CREATE INDEX event_marks_post ON event_marks (post_id);

-- New and changed posts that nobody has compared yet.
CREATE TABLE event_waiting (
    post_id bigint PRIMARY KEY REFERENCES post_keys (post_id) ON DELETE CASCADE
);

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

-- Who did what, for the people whose data it is. Rows are only ever added.
CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    user_id bigint REFERENCES users,                -- NULL: the program itself
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_log_at ON audit_log (at DESC, id DESC);

---------------------------------------------------------------------------------------------------------------- products

CREATE TABLE reports (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,                             -- daily, weekly, monthly, quarterly, flash …
    first_day date NOT NULL,
    last_day date NOT NULL CHECK (last_day >= first_day),
    value jsonb NOT NULL,                           -- what the program counted; what people write is in report_edits
    docx bytea NOT NULL,
    html text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by bigint REFERENCES users,
    subject text NOT NULL DEFAULT '',               -- of a flash report: the number of its post
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved', 'frozen')),
    replaces bigint REFERENCES reports,
    reason text NOT NULL DEFAULT '',                -- why it was made again
    approved_at timestamptz,
    approved_by bigint REFERENCES users,
    pdf bytea,                                      -- with xlsx: as they were when it was approved
    xlsx bytea
);
CREATE INDEX reports_window ON reports (kind, first_day DESC, id DESC);
CREATE UNIQUE INDEX reports_versions ON reports (kind, first_day, last_day, subject, version);

-- Every save of a draft, so that nothing that somebody wrote is lost. `docx`: a file that takes the place of the program's.
CREATE TABLE report_edits (
    report_id bigint NOT NULL REFERENCES reports ON DELETE CASCADE,
    revision integer NOT NULL CHECK (revision > 0),
    written jsonb NOT NULL,
    docx bytea,
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by bigint REFERENCES users,
    PRIMARY KEY (report_id, revision)
);

-- Approved reports on their way by e-mail. One row a report and address: nobody gets one twice.
CREATE TABLE report_letters (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    report_id bigint NOT NULL REFERENCES reports ON DELETE CASCADE,
    address text NOT NULL,
    made_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    trouble text NOT NULL DEFAULT '',
    finished_at timestamptz,
    UNIQUE (report_id, address)
);
CREATE INDEX report_letters_waiting ON report_letters (next_at, id) WHERE state = 'waiting';

-- What the timetable has done of what was due. The row is written in the transaction that does it.
CREATE TABLE timetable_done (
    what text NOT NULL,
    due_at timestamptz NOT NULL,
    done_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (what, due_at)
);

-- What was approved or frozen stays as it is: a correction is a new version.
CREATE FUNCTION refuse_change_of_report() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'report % is frozen; make a new version', OLD.id; END $$;

CREATE TRIGGER reports_stay BEFORE UPDATE ON reports
FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_change_of_report();

CREATE TABLE campaigns (
    slug text PRIMARY KEY,
    name text NOT NULL,
    phrases text[] NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL CHECK (last_day >= first_day)
);

-- What moved more than usual.
CREATE TABLE signals (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    day date NOT NULL,
    topic text NOT NULL DEFAULT '',
    province text NOT NULL DEFAULT '',
    value real NOT NULL,
    expected real NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}',
    made_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (kind, day, topic, province)
);

-- Runs of our own programs. The queue itself is procrastinate's tables, which are not in this file.
CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    outcome text CHECK (outcome IN ('done', 'failed')),
    summary jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX jobs_began ON jobs (name, began_at DESC);

------------------------------------------------------------------------------------------------------------------- views

-- Whether somebody who looks after the provinces `scope` sees a post. What names no province belongs to that of its source.
CREATE FUNCTION in_scope(places jsonb, home text, scope text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN jsonb_path_exists(places, '$[*].code ? (@ <> "")') THEN jsonb_path_query_array(places, '$[*].code') ?| scope
    ELSE home = '' OR home = ANY(scope)
END;

-- A post as people see it: with its source, its live prediction, its flag and the number of copies.
CREATE VIEW post_rows AS
SELECT p.id, p.listed_at, p.source, s.name AS source_name, s.kind AS source_kind, s.province AS source_province,
       p.kind, p.url, p.title, p.text, p.context, p.section, p.tags, p.published_at, p.fetched_at, p.version_at,
       p.places, p.redactions, p.story_id, coalesce(st.posts, 1) AS copies,
       r.model, r.relevant, r.relevant_prob, r.topics, r.labels, r.sentiment, r.sentiment_probs, r.targets,
       r.needs_answer, r.needs_answer_prob, r.flag_prob, r.flag_suggested, r.abstained, r.evidence,
       f.priority, f.reasons, f.day AS flag_day, p.search
FROM posts p
JOIN sources s ON s.slug = p.source
JOIN predictions r ON r.post_id = p.id AND r.model = (SELECT version FROM models WHERE live)
LEFT JOIN flags f ON f.post_id = p.id AND f.model = r.model
LEFT JOIN stories st ON st.id = p.story_id;

-- What one post adds to daily_counts: one row for each of its topics and '', times each of its provinces and ''.
-- The only definition of the rollup: posts.save, the rebuild for a new model and the tests all read it.
CREATE VIEW count_rows AS
SELECT k.post_id, r.model, (p.listed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, p.source, p.kind,
       t.topic, c.code AS province, r.relevant, r.sentiment, (f.post_id IS NOT NULL)::integer AS flagged
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
JOIN predictions r ON r.post_id = k.post_id
LEFT JOIN flags f ON f.post_id = k.post_id AND f.model = r.model
CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT unnest(r.labels)) t (topic)
CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT code FROM post_places WHERE post_id = k.post_id) c (code);

-- The only definition of post_facts.
CREATE VIEW fact_rows AS
SELECT k.listed_at, k.post_id, p.source, p.kind, r.relevant, r.needs_answer, (f.post_id IS NOT NULL) AS flagged,
       r.sentiment, r.labels,
       ARRAY(SELECT t.tone FROM jsonb_each(r.targets) g
             CROSS JOIN LATERAL (VALUES (g.key), (g.key || ':' || (g.value ->> 'label'))) t (tone) ORDER BY 1) AS tones,
       ARRAY(SELECT c.code FROM post_places c WHERE c.post_id = k.post_id ORDER BY 1) AS provinces
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
JOIN predictions r ON r.post_id = k.post_id AND r.model = (SELECT version FROM models WHERE live)
LEFT JOIN flags f ON f.post_id = k.post_id AND f.model = r.model;

CREATE VIEW target_rows AS
SELECT k.post_id, r.model, (k.listed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
       t.topic, g.key AS target, g.value ->> 'label' AS sentiment
FROM post_keys k
JOIN predictions r ON r.post_id = k.post_id AND r.relevant
CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT unnest(r.labels)) t (topic)
CROSS JOIN LATERAL jsonb_each(r.targets) g;

-- Reports without their files.
CREATE VIEW report_heads AS
SELECT r.id, r.kind, r.first_day, r.last_day, r.subject, r.version, r.state, r.replaces, r.reason,
       r.made_at, m.name AS made_by, r.approved_at, a.name AS approved_by,
       coalesce((SELECT max(e.revision) FROM report_edits e WHERE e.report_id = r.id), 0) AS revision
FROM reports r
LEFT JOIN users m ON m.id = r.made_by
LEFT JOIN users a ON a.id = r.approved_by;
