-- The conditions stand in each statement again: PostgreSQL drops those whose value is NULL when it plans.
-- store.tallying counts by putting these statements into brackets.

-- name: newest
-- Run without sorting: else a window with few guessed rows is read whole, by several workers, and sorted.
SELECT p.* FROM post_rows p
WHERE true
  AND (%(tsquery)s::text IS NULL OR p.search @@ to_tsquery('simple', %(tsquery)s))
  AND (%(before_at)s::timestamptz IS NULL OR (p.listed_at, p.id) < (%(before_at)s, %(before_id)s::bigint))
  AND (%(since)s::timestamptz IS NULL OR p.listed_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR p.listed_at < %(until)s)
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(topics)s::text[] IS NULL OR p.labels && %(topics)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
  AND (%(province)s::text IS NULL OR EXISTS (
      SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = p.listed_at AND c.post_id = p.id))
ORDER BY p.listed_at DESC, p.id DESC
LIMIT %(limit)s

-- name: by_one_topic
-- Keys first, newest first, then posts one by one until there are enough: OFFSET 0 keeps the planner from reading all.
SELECT p.*
FROM (
    SELECT k.listed_at, k.post_id AS id
    FROM post_topics k
    WHERE k.model = (SELECT version FROM models WHERE live) AND k.topic = (%(topics)s::text[])[1]
      AND (%(since)s::timestamptz IS NULL OR k.listed_at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR k.listed_at < %(until)s)
      AND (%(before_at)s::timestamptz IS NULL OR (k.listed_at, k.post_id) < (%(before_at)s, %(before_id)s::bigint))
    ORDER BY k.listed_at DESC, k.post_id DESC
) key
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = key.id AND q.listed_at = key.listed_at OFFSET 0) p
WHERE true
  AND (%(tsquery)s::text IS NULL OR p.search @@ to_tsquery('simple', %(tsquery)s))
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
  AND (%(province)s::text IS NULL OR EXISTS (
      SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = p.listed_at AND c.post_id = p.id))
ORDER BY key.listed_at DESC, key.id DESC
LIMIT %(limit)s

-- name: by_topic
-- Several topics, all of them seldom: their keys are sorted.
SELECT p.*
FROM (
    SELECT DISTINCT k.listed_at, k.post_id AS id
    FROM post_topics k
    WHERE k.model = (SELECT version FROM models WHERE live) AND k.topic = ANY(%(topics)s)
      AND (%(since)s::timestamptz IS NULL OR k.listed_at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR k.listed_at < %(until)s)
      AND (%(before_at)s::timestamptz IS NULL OR (k.listed_at, k.post_id) < (%(before_at)s, %(before_id)s::bigint))
    ORDER BY k.listed_at DESC, k.post_id DESC
) key
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = key.id AND q.listed_at = key.listed_at OFFSET 0) p
WHERE true
  AND (%(tsquery)s::text IS NULL OR p.search @@ to_tsquery('simple', %(tsquery)s))
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
  AND (%(province)s::text IS NULL OR EXISTS (
      SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = p.listed_at AND c.post_id = p.id))
ORDER BY key.listed_at DESC, key.id DESC
LIMIT %(limit)s

-- name: by_province
SELECT p.*
FROM (
    SELECT k.listed_at, k.post_id AS id
    FROM post_places k
    WHERE k.code = %(province)s
      AND (%(since)s::timestamptz IS NULL OR k.listed_at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR k.listed_at < %(until)s)
      AND (%(before_at)s::timestamptz IS NULL OR (k.listed_at, k.post_id) < (%(before_at)s, %(before_id)s::bigint))
    ORDER BY k.listed_at DESC, k.post_id DESC
) key
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = key.id AND q.listed_at = key.listed_at OFFSET 0) p
WHERE true
  AND (%(topics)s::text[] IS NULL OR p.labels && %(topics)s)
  AND (%(tsquery)s::text IS NULL OR p.search @@ to_tsquery('simple', %(tsquery)s))
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
ORDER BY key.listed_at DESC, key.id DESC
LIMIT %(limit)s

-- name: by_words
-- MATERIALIZED: else the planner walks back through time for a word that hardly anybody wrote.
WITH hit AS MATERIALIZED (
    SELECT h.id, h.listed_at FROM posts h
    WHERE h.search @@ to_tsquery('simple', %(tsquery)s)
      AND (%(since)s::timestamptz IS NULL OR h.listed_at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR h.listed_at < %(until)s)
      AND (%(before_at)s::timestamptz IS NULL OR (h.listed_at, h.id) < (%(before_at)s, %(before_id)s::bigint))
)
SELECT p.*
FROM (SELECT id, listed_at FROM hit ORDER BY listed_at DESC, id DESC) key
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = key.id AND q.listed_at = key.listed_at OFFSET 0) p
WHERE true
  AND (%(topics)s::text[] IS NULL OR p.labels && %(topics)s)
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
  AND (%(province)s::text IS NULL OR EXISTS (
      SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = p.listed_at AND c.post_id = p.id))
ORDER BY key.listed_at DESC, key.id DESC
LIMIT %(limit)s

-- name: by_flag
-- Few posts are flagged, and their keys are at hand in order. OFFSET 0 keeps the planner from hashing all places of a
-- large province for them.
SELECT p.*
FROM (
    SELECT f.listed_at, f.post_id AS id
    FROM flags f
    WHERE f.model = (SELECT version FROM models WHERE live)
      AND (%(province)s::text IS NULL OR EXISTS (
          SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = f.listed_at AND c.post_id = f.post_id
          OFFSET 0))
      AND (%(since)s::timestamptz IS NULL OR f.listed_at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR f.listed_at < %(until)s)
      AND (%(before_at)s::timestamptz IS NULL OR (f.listed_at, f.post_id) < (%(before_at)s, %(before_id)s::bigint))
    ORDER BY f.listed_at DESC, f.post_id DESC
) key
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = key.id AND q.listed_at = key.listed_at OFFSET 0) p
WHERE true
  AND (%(tsquery)s::text IS NULL OR p.search @@ to_tsquery('simple', %(tsquery)s))
  AND (%(topics)s::text[] IS NULL OR p.labels && %(topics)s)
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
  AND (%(province)s::text IS NULL OR EXISTS (
      SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = p.listed_at AND c.post_id = p.id))
ORDER BY key.listed_at DESC, key.id DESC
LIMIT %(limit)s

-- name: by_new
-- Posts that were stored after others: alerts go by their numbers, which savers take in turn. What lay on a source before
-- we began to read it is archive, and news to nobody.
SELECT p.*
FROM (
    SELECT k.listed_at, k.post_id AS id
    FROM post_keys k
    WHERE k.post_id > %(seen)s AND k.post_id <= %(upto)s
) key
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = key.id AND q.listed_at = key.listed_at OFFSET 0) p
JOIN sources home ON home.slug = p.source
WHERE (p.listed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= (home.read_since AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
  AND (%(tsquery)s::text IS NULL OR p.search @@ to_tsquery('simple', %(tsquery)s))
  AND (%(topics)s::text[] IS NULL OR p.labels && %(topics)s)
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
  AND (%(province)s::text IS NULL OR EXISTS (
      SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = p.listed_at AND c.post_id = p.id))
ORDER BY p.id

-- name: by_review
-- Fewer still are decided about.
SELECT p.*
FROM (
    SELECT DISTINCT k.listed_at, k.post_id AS id
    FROM reviews v
    JOIN post_keys k ON k.post_id = v.post_id
    WHERE true
      AND (%(since)s::timestamptz IS NULL OR k.listed_at >= %(since)s)
      AND (%(until)s::timestamptz IS NULL OR k.listed_at < %(until)s)
      AND (%(before_at)s::timestamptz IS NULL OR (k.listed_at, k.post_id) < (%(before_at)s, %(before_id)s::bigint))
    ORDER BY k.listed_at DESC, k.post_id DESC
) key
CROSS JOIN LATERAL (SELECT * FROM post_rows q WHERE q.id = key.id AND q.listed_at = key.listed_at OFFSET 0) p
WHERE true
  AND (%(tsquery)s::text IS NULL OR p.search @@ to_tsquery('simple', %(tsquery)s))
  AND (%(topics)s::text[] IS NULL OR p.labels && %(topics)s)
  AND (%(source)s::text IS NULL OR p.source = %(source)s)
  AND (%(kind)s::text IS NULL OR p.kind = %(kind)s)
  AND (%(relevant)s::boolean IS NULL OR p.relevant = %(relevant)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND (%(sentiment)s::text IS NULL OR p.sentiment = %(sentiment)s)
  AND (%(needs_answer)s::boolean IS NULL OR p.needs_answer = %(needs_answer)s)
  AND (%(flagged)s::boolean IS NULL OR (p.priority IS NOT NULL) = %(flagged)s)
  AND (%(source_kind)s::text IS NULL OR p.source_kind = %(source_kind)s)
  AND (%(status)s::text IS NULL OR EXISTS (
      SELECT FROM (SELECT coalesce((
          SELECT nullif(v.decision, 'reopened') FROM reviews v
          WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id]
              ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
          ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision) d
      WHERE d.decision = %(status)s OR (%(status)s = 'decided' AND d.decision <> 'open')))
  AND (%(story)s::bigint IS NULL OR p.story_id = %(story)s)
  AND (%(target)s::text IS NULL OR p.targets ? %(target)s)
  AND (%(target_sentiment)s::text IS NULL OR p.targets -> %(target)s ->> 'label' = %(target_sentiment)s)
  AND (%(province)s::text IS NULL OR EXISTS (
      SELECT FROM post_places c WHERE c.code = %(province)s AND c.listed_at = p.listed_at AND c.post_id = p.id))
ORDER BY key.listed_at DESC, key.id DESC
LIMIT %(limit)s

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
              AND (%(since)s::timestamptz IS NULL OR k.listed_at >= %(since)s)
              AND (%(until)s::timestamptz IS NULL OR k.listed_at < %(until)s)
            LIMIT %(many)s) AS few) AS topics,
       (SELECT count(*) FROM (
            SELECT FROM post_places k
            WHERE k.code = %(province)s
              AND (%(since)s::timestamptz IS NULL OR k.listed_at >= %(since)s)
              AND (%(until)s::timestamptz IS NULL OR k.listed_at < %(until)s)
            LIMIT %(many)s) AS few) AS provinces

-- name: sorting
SELECT set_config('enable_sort', %(on)s, true), set_config('parallel_setup_cost', %(cost)s, true)
