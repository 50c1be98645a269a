-- name: rolled
WITH few AS MATERIALIZED (
    SELECT c.sentiment, c.kind, c.source, c.topic, c.posts
    FROM daily_counts c
    WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s
      AND (c.topic = %(topic)s OR %(topic)s = '') AND c.province = %(province)s
      AND (%(source)s::text IS NULL OR c.source = %(source)s)
      AND (%(kind)s::text IS NULL OR c.kind = %(kind)s)
      AND (%(relevant)s::boolean IS NULL OR c.relevant = %(relevant)s)
      AND (%(sentiment)s::text IS NULL OR c.sentiment = %(sentiment)s)
)
SELECT 'sentiment' AS part, sentiment AS value, sum(posts) AS posts FROM few WHERE topic = %(topic)s GROUP BY sentiment
UNION ALL
SELECT 'kind', kind, sum(posts) FROM few WHERE topic = %(topic)s GROUP BY kind
UNION ALL
SELECT 'source', source, sum(posts) FROM few WHERE topic = %(topic)s GROUP BY source
UNION ALL
SELECT 'topic', topic, sum(posts) FROM few WHERE topic <> '' GROUP BY topic

-- name: over_days
-- Over any number of days, by sentiment alone. PostgreSQL drops the conditions whose value is NULL when it plans.
SELECT c.sentiment, sum(c.posts)::integer AS posts
FROM daily_topics c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.topic = %(topic)s
  AND (%(first)s::date IS NULL OR c.day >= %(first)s)
  AND (%(last)s::date IS NULL OR c.day <= %(last)s)
  AND (%(relevant)s::boolean IS NULL OR c.relevant = %(relevant)s)
  AND (%(sentiment)s::text IS NULL OR c.sentiment = %(sentiment)s)
GROUP BY c.sentiment
