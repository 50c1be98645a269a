-- Each way gives facts of posts in the order of lists, newest first; it differs in where it begins. A page is filled
-- from the first of them, counts are made of the first thousand.

-- part: fits
  -- PostgreSQL drops the conditions whose value is NULL when it plans.
  AND (%(source)s::text IS NULL OR f.source = %(source)s)
  AND (%(kind)s::text IS NULL OR f.kind = %(kind)s)
  AND (%(topics)s::text[] IS NULL OR f.labels && %(topics)s)
  AND (%(relevant)s::boolean IS NULL OR f.relevant = %(relevant)s)
  AND (%(sentiment)s::text IS NULL OR f.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR f.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR f.flagged = %(flagged)s)
  AND (%(tone)s::text IS NULL OR %(tone)s = ANY(f.tones))
  AND (%(province)s::text IS NULL OR %(province)s = ANY(f.provinces))
  AND (%(source_kind)s::text IS NULL OR f.source IN (SELECT slug FROM sources WHERE kind = %(source_kind)s))
  AND (%(scope)s::text[] IS NULL OR f.provinces && %(scope)s
       OR (f.provinces = '{}' AND f.source IN (SELECT slug FROM sources WHERE province = '' OR province = ANY(%(scope)s))))
  AND (%(story)s::bigint IS NULL OR EXISTS (
      SELECT FROM posts p WHERE p.id = f.post_id AND p.listed_at = f.listed_at AND p.story_id = %(story)s))
  AND (%(status)s::text IS NULL OR EXISTS (
      -- Aggregated: with LIMIT 1 the planner may walk through all reviews, newest first, for each post.
      SELECT FROM posts p CROSS JOIN LATERAL (
          SELECT coalesce(nullif((array_agg(v.decision ORDER BY v.made_at DESC, v.id DESC))[1], 'reopened'), 'open') AS decision
          FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)) d
      WHERE p.id = f.post_id AND p.listed_at = f.listed_at
        AND (d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open'))))

-- part: says
  AND (%(tsquery)s::text IS NULL OR EXISTS (
      SELECT FROM posts w
      WHERE w.id = f.post_id AND w.listed_at = f.listed_at AND w.search @@ to_tsquery('simple', %(tsquery)s)))

-- part: days
      AND (%(since)s::timestamptz IS NULL OR k.listed_at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR k.listed_at < %(until)s)

-- part: after
      AND (%(before_at)s::timestamptz IS NULL OR (k.listed_at, k.post_id) < (%(before_at)s, %(before_id)s::bigint))

-- part: facts
-- OFFSET 0: post by post until there are enough, instead of reading all facts first.
CROSS JOIN LATERAL (SELECT * FROM post_facts q WHERE q.listed_at = k.listed_at AND q.post_id = k.post_id OFFSET 0) f

-- part: newest_first
ORDER BY k.listed_at DESC, k.post_id DESC
LIMIT %(limit)s

-- part: with_words
-- MATERIALIZED: else the planner walks back through time for a word that hardly anybody wrote.
WITH hit AS MATERIALIZED (
    SELECT k.listed_at, k.post_id
    FROM (SELECT p.listed_at, p.id AS post_id, p.search FROM posts p) k
    WHERE k.search @@ to_tsquery('simple', %(tsquery)s)
      -- use: days
      -- use: after
)

-- part: decided
-- Few are decided about. What was decided about one copy of a story holds for all of them.
WITH told AS MATERIALIZED (
    SELECT DISTINCT k.listed_at, k.post_id, p.story_id
    FROM reviews v
    JOIN post_keys k ON k.post_id = v.post_id
    JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
), decided AS MATERIALIZED (
    SELECT k.listed_at, k.post_id
    FROM (
        SELECT listed_at, post_id FROM told
        UNION
        SELECT q.listed_at, q.id
        FROM (SELECT DISTINCT story_id FROM told WHERE story_id IS NOT NULL) s
        CROSS JOIN LATERAL (SELECT c.listed_at, c.id FROM posts c WHERE c.story_id = s.story_id OFFSET 0) q
    ) k
    WHERE true
      -- use: days
      -- use: after
)

-- name: newest
SELECT f.*
FROM (SELECT k.* FROM post_facts k WHERE true
      -- use: days
      -- use: after
) f
WHERE true
  -- use: fits
  -- use: says
ORDER BY f.listed_at DESC, f.post_id DESC
LIMIT %(limit)s

-- name: by_flag
-- One post of a hundred is flagged, and has an index of its own.
SELECT f.*
FROM (SELECT k.* FROM post_facts k WHERE k.flagged
      -- use: days
      -- use: after
) f
WHERE true
  -- use: fits
  -- use: says
ORDER BY f.listed_at DESC, f.post_id DESC
LIMIT %(limit)s

-- name: by_one_topic
SELECT f.*
FROM (
    SELECT k.listed_at, k.post_id FROM post_topics k
    WHERE k.model = (SELECT version FROM models WHERE live) AND k.topic = (%(topics)s::text[])[1]
      -- use: days
      -- use: after
    ORDER BY k.listed_at DESC, k.post_id DESC
) k
-- use: facts
WHERE true
  -- use: fits
  -- use: says
-- use: newest_first

-- name: by_topic
-- Several topics, all of them seldom: their keys are sorted.
SELECT f.*
FROM (
    SELECT DISTINCT k.listed_at, k.post_id FROM post_topics k
    WHERE k.model = (SELECT version FROM models WHERE live) AND k.topic = ANY(%(topics)s::text[])
      -- use: days
      -- use: after
    ORDER BY k.listed_at DESC, k.post_id DESC
) k
-- use: facts
WHERE true
  -- use: fits
  -- use: says
-- use: newest_first

-- name: by_province
SELECT f.*
FROM (
    SELECT k.listed_at, k.post_id FROM post_places k
    WHERE k.code = %(province)s
      -- use: days
      -- use: after
    ORDER BY k.listed_at DESC, k.post_id DESC
) k
-- use: facts
WHERE true
  -- use: fits
  -- use: says
-- use: newest_first

-- name: by_words
-- use: with_words
SELECT f.*
FROM (SELECT * FROM hit ORDER BY listed_at DESC, post_id DESC) k
-- use: facts
WHERE true
  -- use: fits
-- use: newest_first

-- name: by_common_words
-- Every few posts have them, so they are met soon on the way back through time.
SELECT f.*
FROM (
    SELECT k.listed_at, k.post_id
    FROM (SELECT p.listed_at, p.id AS post_id, p.search FROM posts p) k
    WHERE k.search @@ to_tsquery('simple', %(tsquery)s)
      -- use: days
      -- use: after
    ORDER BY k.listed_at DESC, k.post_id DESC
) k
-- use: facts
WHERE true
  -- use: fits
-- use: newest_first

-- name: by_review
-- use: decided
SELECT f.*
FROM (SELECT * FROM decided ORDER BY listed_at DESC, post_id DESC) k
-- use: facts
WHERE true
  -- use: fits
  -- use: says
-- use: newest_first

-- name: by_story
SELECT f.*
FROM (
    SELECT k.listed_at, k.post_id
    FROM (SELECT p.listed_at, p.id AS post_id FROM posts p WHERE p.story_id = %(story)s) k
    WHERE true
      -- use: days
      -- use: after
    ORDER BY k.listed_at DESC, k.post_id DESC
) k
-- use: facts
WHERE true
  -- use: fits
  -- use: says
-- use: newest_first

-- name: all
SELECT count(*)::integer AS posts
FROM (SELECT k.* FROM post_facts k WHERE true
      -- use: days
) f
WHERE true
  -- use: fits

-- name: all_by_words
-- use: with_words
SELECT count(*)::integer AS posts
FROM hit k
JOIN post_facts f ON f.listed_at = k.listed_at AND f.post_id = k.post_id
WHERE true
  -- use: fits

-- name: all_by_review
-- use: decided
SELECT count(*)::integer AS posts
FROM decided k
JOIN post_facts f ON f.listed_at = k.listed_at AND f.post_id = k.post_id
WHERE true
  -- use: fits
  -- use: says

-- name: by_new
-- Posts that were stored after others: alerts go by their numbers, which savers take in turn. What lay on a source before
-- we began to read it is archive, and news to nobody.
SELECT f.*
FROM post_keys k
-- use: facts
JOIN sources home ON home.slug = f.source
WHERE k.post_id > %(seen)s AND k.post_id <= %(upto)s
  AND (f.listed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= (home.read_since AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
  -- use: fits
  -- use: says
ORDER BY f.post_id

-- name: rows
SELECT p.*
FROM unnest(%(ids)s::bigint[], %(moments)s::timestamptz[]) WITH ORDINALITY AS k (id, listed_at, at)
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = k.id AND q.listed_at = k.listed_at OFFSET 0) p
ORDER BY k.at

-- name: hits
SELECT count(*) AS hits
FROM (
    SELECT FROM posts h
    WHERE h.search @@ to_tsquery('simple', %(tsquery)s)
      AND h.listed_at >= %(probe_since)s AND h.listed_at < %(probe_until)s
    LIMIT %(rare)s
) AS few

-- name: seldom
-- How many posts each way would have to look at; counting stops early.
SELECT (SELECT count(*) FROM (
            SELECT FROM post_topics k
            WHERE k.model = (SELECT version FROM models WHERE live) AND k.topic = ANY(%(topics)s::text[])
              -- use: days
            LIMIT %(many)s) AS few) AS topics,
       (SELECT count(*) FROM (
            SELECT FROM post_places k
            WHERE k.code = %(province)s
              -- use: days
            LIMIT %(many)s) AS few) AS provinces

-- name: sorting
SELECT set_config('enable_sort', %(on)s, true), set_config('parallel_setup_cost', %(cost)s, true)
