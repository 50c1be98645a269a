-- name: near
-- Posts that share a band within three weeks; a band that half the country shares is looked into only so far.
SELECT DISTINCT mine.post_id AS id, other.post_id AS other
FROM post_bands mine
CROSS JOIN LATERAL (
    SELECT b.post_id
    FROM post_bands b
    WHERE b.band = mine.band
      AND b.listed_at BETWEEN mine.listed_at - interval '21 days' AND mine.listed_at + interval '21 days'
      AND b.post_id <> mine.post_id
    ORDER BY b.listed_at DESC
    LIMIT 30
) other
WHERE mine.post_id = ANY(%(ids)s::bigint[])

-- name: members
SELECT p.id, p.exact, p.minhash, p.story_id, pin.post_id IS NOT NULL AS pinned,
       EXISTS (SELECT FROM posts q JOIN story_pins s ON s.post_id = q.id WHERE q.story_id = p.story_id) AS held
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
LEFT JOIN story_pins pin ON pin.post_id = k.post_id
WHERE k.post_id = ANY(%(ids)s::bigint[])

-- name: texts
SELECT p.id, p.title || ' ' || p.text AS text
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE k.post_id = ANY(%(ids)s::bigint[])

-- name: of
SELECT DISTINCT p.story_id
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE k.post_id = ANY(%(ids)s::bigint[]) AND p.story_id IS NOT NULL

-- name: begin
-- The numbers are put right by `recount`.
INSERT INTO stories (lead_post_id, first_at, posts) VALUES (%(post_id)s, now(), 2) RETURNING id

-- name: tell
UPDATE posts p SET story_id = %(story_id)s
FROM post_keys k
WHERE k.post_id = ANY(%(ids)s::bigint[]) AND p.id = k.post_id AND p.listed_at = k.listed_at
  AND p.story_id IS DISTINCT FROM %(story_id)s::bigint

-- name: pin
INSERT INTO story_pins (post_id, user_id)
SELECT id, %(user_id)s FROM unnest(%(ids)s::bigint[]) AS n (id)
ON CONFLICT (post_id) DO UPDATE SET user_id = excluded.user_id, made_at = now()

-- name: alone
UPDATE posts SET story_id = NULL WHERE id = ANY(%(ids)s::bigint[]) AND story_id IS NOT NULL

-- name: pinned
SELECT p.post_id, u.name AS who, p.made_at
FROM story_pins p
JOIN users u ON u.id = p.user_id
WHERE p.post_id = ANY(%(ids)s::bigint[])

-- name: together
-- Two posts and everything in their stories.
SELECT p.id FROM posts p WHERE p.story_id = ANY(%(stories)s::bigint[])
UNION
SELECT k.post_id FROM post_keys k WHERE k.post_id = ANY(%(ids)s::bigint[]) AND k.erased_at IS NULL

-- name: merge
UPDATE posts SET story_id = %(story_id)s WHERE story_id = ANY(%(merged)s::bigint[])

-- name: drop_merged
DELETE FROM stories WHERE id = ANY(%(merged)s::bigint[])

-- name: dissolve
UPDATE posts SET story_id = NULL
WHERE story_id IN (
    SELECT story_id FROM posts WHERE story_id = ANY(%(ids)s::bigint[]) GROUP BY story_id HAVING count(*) < 2
)

-- name: drop
DELETE FROM stories s
WHERE s.id = ANY(%(ids)s::bigint[]) AND NOT EXISTS (SELECT FROM posts p WHERE p.story_id = s.id)

-- name: recount
UPDATE stories s
SET posts = n.posts, first_at = n.first_at, lead_post_id = n.lead
FROM (
    SELECT story_id, count(*) AS posts, min(listed_at) AS first_at, (array_agg(id ORDER BY listed_at, id))[1] AS lead
    FROM posts
    WHERE story_id = ANY(%(ids)s::bigint[])
    GROUP BY story_id
) n
WHERE s.id = n.story_id

-- name: spread
SELECT p.*, s.posts AS story_posts, s.first_at,
       (SELECT count(DISTINCT q.source) FROM posts q WHERE q.story_id = s.id) AS story_sources
FROM stories s
JOIN post_rows p ON p.id = s.lead_post_id AND p.listed_at = s.first_at
WHERE s.first_at >= %(since)s AND s.first_at < %(until)s
ORDER BY s.posts DESC, s.first_at DESC, s.id
LIMIT %(limit)s

-- name: purge_bands
DELETE FROM post_bands WHERE listed_at < %(before)s
