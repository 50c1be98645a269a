-- Never prepared: PostgreSQL drops the conditions whose value is NULL when it plans.

-- name: plain
SELECT CASE %(every)s::text WHEN 'all' THEN %(first)s::date ELSE date_trunc(%(every)s, c.day::timestamp)::date END AS first,
       CASE %(by)s::text WHEN 'topic' THEN c.topic WHEN 'sentiment' THEN c.sentiment ELSE '' END AS value,
       sum(c.posts)::integer AS posts,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant), 0)::integer AS relevant, sum(c.flagged)::integer AS flagged,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'negative'), 0)::integer AS negative
FROM daily_topics c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s
  AND (%(topic)s::text IS NOT NULL OR c.topic <> '')
  AND (%(topic)s::text IS NULL OR c.topic = %(topic)s)
  AND (%(sentiment)s::text IS NULL OR (c.relevant AND c.sentiment = %(sentiment)s))
GROUP BY 1, 2
HAVING sum(c.posts) > 0
ORDER BY 1, 2

-- name: of_parts
-- LEFT JOIN: PostgreSQL leaves the sources out where their kind is not asked for.
SELECT CASE %(every)s::text WHEN 'all' THEN %(first)s::date ELSE date_trunc(%(every)s, c.day::timestamp)::date END AS first,
       CASE %(by)s::text WHEN 'topic' THEN c.topic WHEN 'sentiment' THEN c.sentiment WHEN 'province' THEN c.province
           WHEN 'source' THEN c.source WHEN 'source_kind' THEN s.kind WHEN 'kind' THEN c.kind ELSE '' END AS value,
       sum(c.posts)::integer AS posts,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant), 0)::integer AS relevant, sum(c.flagged)::integer AS flagged,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'negative'), 0)::integer AS negative
FROM daily_counts c
LEFT JOIN sources s ON s.slug = c.source
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s
  AND (%(topic)s::text IS NOT NULL OR c.topic <> '')
  AND (%(topic)s::text IS NULL OR c.topic = %(topic)s)
  AND (%(province)s::text IS NOT NULL OR c.province <> '')
  AND (%(province)s::text IS NULL OR c.province = %(province)s)
  AND (%(sentiment)s::text IS NULL OR (c.relevant AND c.sentiment = %(sentiment)s))
  AND (%(source_kind)s::text IS NULL OR s.kind = %(source_kind)s)
  AND (%(source)s::text IS NULL OR c.source = %(source)s)
  AND (%(kind)s::text IS NULL OR c.kind = %(kind)s)
GROUP BY 1, 2
HAVING sum(c.posts) > 0
ORDER BY 1, 2

-- name: of_targets
-- A post that speaks of two targets stands under both; all together cannot be told, so a target is named or asked for.
SELECT CASE %(every)s::text WHEN 'all' THEN %(first)s::date ELSE date_trunc(%(every)s, c.day::timestamp)::date END AS first,
       CASE %(by)s::text WHEN 'target' THEN c.target WHEN 'topic' THEN c.topic WHEN 'sentiment' THEN c.sentiment ELSE '' END AS value,
       sum(c.posts)::integer AS posts, sum(c.posts)::integer AS relevant, NULL::integer AS flagged,
       coalesce(sum(c.posts) FILTER (WHERE c.sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(c.posts) FILTER (WHERE c.sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(c.posts) FILTER (WHERE c.sentiment = 'negative'), 0)::integer AS negative
FROM daily_targets c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s
  AND (%(topic)s::text IS NOT NULL OR c.topic <> '')
  AND (%(topic)s::text IS NULL OR c.topic = %(topic)s)
  AND (%(target)s::text IS NULL OR c.target = %(target)s)
  AND (%(sentiment)s::text IS NULL OR c.sentiment = %(sentiment)s)
GROUP BY 1, 2
HAVING sum(c.posts) > 0
ORDER BY 1, 2
