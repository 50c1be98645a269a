-- name: wait
INSERT INTO event_waiting (post_id) SELECT unnest(%(ids)s::bigint[]) ON CONFLICT DO NOTHING

-- name: claim
-- Taken from the queue for this transaction: a worker that is killed gives them back. Irrelevant posts are only taken.
WITH claimed AS (
    DELETE FROM event_waiting
    WHERE post_id IN (SELECT post_id FROM event_waiting ORDER BY post_id LIMIT %(most)s FOR UPDATE SKIP LOCKED)
    RETURNING post_id
)
SELECT c.post_id AS id, p.listed_at, p.title, p.text, p.places, p.story_id, coalesce(f.relevant, false) AS relevant
FROM claimed c
JOIN post_keys k ON k.post_id = c.post_id
LEFT JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
LEFT JOIN post_facts f ON f.post_id = k.post_id AND f.listed_at = k.listed_at
ORDER BY p.listed_at, c.post_id

-- name: copy_marks
COPY event_marks (mark, listed_at, post_id) FROM STDIN

-- name: forget_marks
DELETE FROM event_marks WHERE post_id = ANY(%(ids)s::bigint[])

-- name: near
-- Posts with two marks in common within some days; a mark that everybody has is looked into only so far.
SELECT mine.post_id AS id, other.post_id AS other
FROM event_marks mine
CROSS JOIN LATERAL (
    SELECT b.post_id
    FROM event_marks b
    WHERE b.mark = mine.mark
      AND b.listed_at BETWEEN mine.listed_at - make_interval(days => %(days)s)
                          AND mine.listed_at + make_interval(days => %(days)s)
      AND b.post_id <> mine.post_id
    ORDER BY b.listed_at DESC
    LIMIT 40
) other
WHERE mine.post_id = ANY(%(ids)s::bigint[])
GROUP BY mine.post_id, other.post_id
HAVING count(*) >= 2
ORDER BY mine.post_id, count(*) DESC, other.post_id

-- name: places
-- Where posts stand, with those of their events that lie in the days around them, and the copies of each.
WITH wanted AS (
    SELECT unnest(%(ids)s::bigint[]) AS id
), copies AS (
    SELECT q.id
    FROM wanted w
    JOIN post_keys k ON k.post_id = w.id
    JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
    JOIN posts q ON q.story_id = p.story_id
), met AS (
    SELECT id FROM wanted UNION SELECT id FROM copies
), whole AS (
    SELECT id FROM met
    UNION
    SELECT other.post_id
    FROM met m
    JOIN event_posts e ON e.post_id = m.id
    JOIN event_posts other ON other.event_id = e.event_id
        AND other.listed_at BETWEEN %(since)s::timestamptz - make_interval(days => %(days)s)
                                AND %(until)s::timestamptz + make_interval(days => %(days)s)
)
SELECT e.post_id AS id, e.event_id, e.user_id IS NOT NULL AS pinned, p.listed_at, p.title, p.text, p.places, p.story_id
FROM whole w
JOIN event_posts e ON e.post_id = w.id
JOIN post_keys k ON k.post_id = w.id
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at

-- name: begin
INSERT INTO events DEFAULT VALUES RETURNING id

-- name: put
INSERT INTO event_posts (post_id, listed_at, event_id)
SELECT n.id, k.listed_at, n.event_id
FROM unnest(%(ids)s::bigint[], %(events)s::bigint[]) AS n (id, event_id)
JOIN post_keys k ON k.post_id = n.id
ON CONFLICT (post_id) DO UPDATE SET event_id = excluded.event_id, listed_at = excluded.listed_at, made_at = now()
WHERE event_posts.user_id IS NULL

-- name: pin
INSERT INTO event_posts (post_id, listed_at, event_id, user_id)
SELECT k.post_id, k.listed_at, %(event_id)s, %(user_id)s
FROM post_keys k
WHERE k.post_id = ANY(%(ids)s::bigint[]) AND k.erased_at IS NULL
ON CONFLICT (post_id) DO UPDATE SET event_id = excluded.event_id, user_id = excluded.user_id, made_at = now()

-- name: of
SELECT DISTINCT event_id FROM event_posts WHERE post_id = ANY(%(ids)s::bigint[]) AND event_id IS NOT NULL

-- name: together
SELECT post_id AS id FROM event_posts WHERE event_id = ANY(%(events)s::bigint[])
UNION
SELECT post_id FROM post_keys WHERE post_id = ANY(%(ids)s::bigint[]) AND erased_at IS NULL
UNION
SELECT q.id
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
JOIN posts q ON q.story_id = p.story_id
WHERE k.post_id = ANY(%(ids)s::bigint[])

-- name: dissolve
-- An event of one post is none; what a person left alone stays so.
UPDATE event_posts SET event_id = NULL
WHERE event_id IN (
    SELECT event_id FROM event_posts WHERE event_id = ANY(%(events)s::bigint[]) GROUP BY event_id HAVING count(*) < 2
)

-- name: drop
DELETE FROM events e
WHERE e.id = ANY(%(events)s::bigint[]) AND NOT EXISTS (SELECT FROM event_posts p WHERE p.event_id = e.id)

-- name: posts
SELECT p.*
FROM event_posts e
JOIN post_rows p ON p.id = e.post_id AND p.listed_at = (SELECT k.listed_at FROM post_keys k WHERE k.post_id = e.post_id)
WHERE e.event_id = %(event_id)s
ORDER BY p.listed_at, p.id

-- name: ids
SELECT post_id AS id FROM event_posts WHERE event_id = %(event_id)s

-- name: event_of
SELECT event_id FROM event_posts WHERE post_id = %(id)s AND event_id IS NOT NULL

-- name: pinned
SELECT e.post_id, u.name AS who, e.made_at
FROM event_posts e
JOIN users u ON u.id = e.user_id
WHERE e.post_id = ANY(%(ids)s::bigint[])

-- name: purge_marks
DELETE FROM event_marks WHERE listed_at < %(before)s
