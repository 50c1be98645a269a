-- name: held
-- Known posts of a batch as they are stored. Locked, so that nobody reviews a flag while it is replaced.
SELECT k.key, k.post_id, k.erased_at, p.exact, p.published_at, p.version_at, p.fetched_at AS first_fetched_at
FROM post_keys k
LEFT JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE k.key = ANY(%(keys)s::bytea[])
ORDER BY k.key
FOR NO KEY UPDATE OF k

-- name: name
INSERT INTO post_keys (key, listed_at)
SELECT n.key, n.listed_at
FROM unnest(%(keys)s::bytea[], %(listed)s::timestamptz[]) WITH ORDINALITY AS n (key, listed_at, at)
ORDER BY n.at
RETURNING key, post_id

-- name: copy_posts
COPY posts (id, listed_at, kind, url, title, text, context, section, tags, published_at, version_at, places,
            redactions, exact, minhash, search, source, fetched_at) FROM STDIN

-- name: copy_places
COPY post_places (code, listed_at, post_id) FROM STDIN

-- name: copy_bands
COPY post_bands (band, listed_at, post_id) FROM STDIN

-- name: keep_revisions
INSERT INTO post_revisions (post_id, version_at, replaced_at, published_at, title, text)
SELECT p.id, p.version_at, n.moment, p.published_at, p.title, p.text
FROM unnest(%(ids)s::bigint[], %(moments)s::timestamptz[]) AS n (id, moment)
JOIN post_keys k ON k.post_id = n.id
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at

-- name: bare
-- What was found in a text that is no more.
WITH gone AS (SELECT unnest(%(ids)s::bigint[]) AS id),
     places AS (DELETE FROM post_places WHERE post_id IN (SELECT id FROM gone)),
     bands AS (DELETE FROM post_bands WHERE post_id IN (SELECT id FROM gone)),
     topics AS (DELETE FROM post_topics WHERE post_id IN (SELECT id FROM gone))
DELETE FROM predictions WHERE post_id IN (SELECT id FROM gone)

-- name: drop_undecided_flags
DELETE FROM flags f
WHERE f.post_id = ANY(%(ids)s::bigint[]) AND NOT EXISTS (SELECT FROM reviews v WHERE v.post_id = f.post_id)

-- name: update_post
WITH moved AS (
    UPDATE post_keys k SET listed_at = %(listed_at)s
    FROM post_keys old
    WHERE k.post_id = %(id)s AND old.post_id = k.post_id
    RETURNING old.listed_at
), flagged AS (
    UPDATE flags SET listed_at = %(listed_at)s WHERE post_id = %(id)s
)
UPDATE posts p
SET listed_at = %(listed_at)s, kind = %(kind)s, url = %(url)s, title = %(title)s, text = %(text)s,
    context = %(context)s, section = %(section)s, tags = %(tags)s, published_at = %(published_at)s,
    -- A story that a person chose stays.
    story_id = CASE WHEN EXISTS (SELECT FROM story_pins WHERE post_id = %(id)s) THEN p.story_id END,
    version_at = %(version_at)s, places = %(places)s, redactions = %(redactions)s, exact = %(exact)s,
    minhash = %(minhash)s, search = %(search)s::tsvector
FROM moved
WHERE p.id = %(id)s AND p.listed_at = moved.listed_at

-- name: lock_ids
SELECT post_id FROM post_keys
WHERE post_id = ANY(%(ids)s::bigint[]) AND erased_at IS NULL
ORDER BY key
FOR NO KEY UPDATE

-- name: drop_flags
DELETE FROM flags WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_labels
DELETE FROM labels WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_corrections
DELETE FROM corrections WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_assignments
DELETE FROM assignments WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_pins
DELETE FROM story_pins WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_events
WITH gone AS (SELECT unnest(%(ids)s::bigint[]) AS id),
     marks AS (DELETE FROM event_marks WHERE post_id IN (SELECT id FROM gone)),
     waiting AS (DELETE FROM event_waiting WHERE post_id IN (SELECT id FROM gone))
DELETE FROM event_posts WHERE post_id IN (SELECT id FROM gone)

-- name: drop_reviews
DELETE FROM reviews WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_revisions
DELETE FROM post_revisions WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_posts
DELETE FROM posts p
USING post_keys k
WHERE k.post_id = ANY(%(ids)s::bigint[]) AND p.id = k.post_id AND p.listed_at = k.listed_at

-- name: mark_erased
UPDATE post_keys SET erased_at = now() WHERE post_id = ANY(%(ids)s::bigint[])
