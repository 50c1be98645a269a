-- name: shift_counts
INSERT INTO daily_counts AS d (model, day, topic, province, source, kind, relevant, sentiment, posts, flagged)
SELECT model, day, topic, province, source, kind, relevant, sentiment,
       %(sign)s::integer * count(*), %(sign)s::integer * sum(flagged)
FROM count_rows
WHERE post_id = ANY(%(ids)s::bigint[])
GROUP BY model, day, topic, province, source, kind, relevant, sentiment
ON CONFLICT (model, day, topic, province, source, kind, relevant, sentiment) DO UPDATE
SET posts = d.posts + excluded.posts, flagged = d.flagged + excluded.flagged

-- name: shift_targets
INSERT INTO daily_targets AS d (model, day, topic, target, sentiment, posts)
SELECT model, day, topic, target, sentiment, %(sign)s::integer * count(*)
FROM target_rows
WHERE post_id = ANY(%(ids)s::bigint[])
GROUP BY model, day, topic, target, sentiment
ON CONFLICT (model, day, topic, target, sentiment) DO UPDATE SET posts = d.posts + excluded.posts

-- name: shift_topics
INSERT INTO daily_topics AS d (model, day, topic, relevant, sentiment, posts, flagged)
SELECT model, day, topic, relevant, sentiment, %(sign)s::integer * count(*), %(sign)s::integer * sum(flagged)
FROM count_rows
WHERE post_id = ANY(%(ids)s::bigint[]) AND province = ''
GROUP BY model, day, topic, relevant, sentiment
ON CONFLICT (model, day, topic, relevant, sentiment) DO UPDATE
SET posts = d.posts + excluded.posts, flagged = d.flagged + excluded.flagged

-- name: drop_empty_topics
DELETE FROM daily_topics WHERE posts = 0

-- name: clear_topics
DELETE FROM daily_topics WHERE model = %(model)s

-- name: fill_topics
-- After fill_counts.
INSERT INTO daily_topics (model, day, topic, relevant, sentiment, posts, flagged)
SELECT model, day, topic, relevant, sentiment, sum(posts), sum(flagged)
FROM daily_counts
WHERE model = %(model)s AND province = ''
GROUP BY model, day, topic, relevant, sentiment

-- name: drop_empty_counts
DELETE FROM daily_counts WHERE posts = 0

-- name: drop_empty_targets
DELETE FROM daily_targets WHERE posts = 0

-- name: clear_counts
DELETE FROM daily_counts WHERE model = %(model)s

-- name: clear_targets
DELETE FROM daily_targets WHERE model = %(model)s

-- name: fill_counts
INSERT INTO daily_counts (model, day, topic, province, source, kind, relevant, sentiment, posts, flagged)
SELECT model, day, topic, province, source, kind, relevant, sentiment, count(*), sum(flagged)
FROM count_rows
WHERE model = %(model)s
GROUP BY model, day, topic, province, source, kind, relevant, sentiment

-- name: fill_targets
INSERT INTO daily_targets (model, day, topic, target, sentiment, posts)
SELECT model, day, topic, target, sentiment, count(*)
FROM target_rows
WHERE model = %(model)s
GROUP BY model, day, topic, target, sentiment

-- name: add_facts
INSERT INTO post_facts SELECT * FROM fact_rows WHERE post_id = ANY(%(ids)s::bigint[])

-- name: drop_facts
DELETE FROM post_facts f
USING post_keys k
WHERE k.post_id = ANY(%(ids)s::bigint[]) AND f.listed_at = k.listed_at AND f.post_id = k.post_id

-- name: clear_facts
DELETE FROM post_facts

-- name: fill_facts
INSERT INTO post_facts SELECT * FROM fact_rows ORDER BY listed_at, post_id
