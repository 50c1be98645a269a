-- Topic '' and province '' are the rows of all posts: see daily_counts in schema.sql. For a person with provinces,
-- store.scopes puts the statements of seen.sql in the place of the tables.

-- name: totals
SELECT coalesce(sum(posts), 0)::integer AS posts,
       coalesce(sum(posts) FILTER (WHERE relevant), 0)::integer AS relevant,
       coalesce(sum(flagged), 0)::integer AS flagged,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'negative'), 0)::integer AS negative
FROM daily_topics c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND topic = ''

-- name: by_topic
SELECT topic, coalesce(sum(posts), 0)::integer AS posts,
       coalesce(sum(posts) FILTER (WHERE relevant), 0)::integer AS relevant,
       coalesce(sum(flagged), 0)::integer AS flagged,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'negative'), 0)::integer AS negative
FROM daily_topics c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND topic <> ''
GROUP BY topic
HAVING sum(posts) > 0
ORDER BY sum(posts) DESC, topic

-- name: by_day
SELECT d.day::date AS day, coalesce(sum(c.posts), 0)::integer AS posts,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant), 0)::integer AS relevant,
       coalesce(sum(c.flagged), 0)::integer AS flagged,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'negative'), 0)::integer AS negative
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS d (day)
LEFT JOIN daily_counts c
    ON c.model = (SELECT version FROM models WHERE live) AND c.day = d.day::date
    AND c.topic = %(topic)s AND c.province = %(province)s AND (%(source)s::text IS NULL OR c.source = %(source)s)
GROUP BY d.day
ORDER BY d.day

-- name: by_day_plain
SELECT d.day::date AS day, coalesce(sum(c.posts), 0)::integer AS posts,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant), 0)::integer AS relevant,
       coalesce(sum(c.flagged), 0)::integer AS flagged,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'negative'), 0)::integer AS negative
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS d (day)
LEFT JOIN daily_topics c
    ON c.model = (SELECT version FROM models WHERE live) AND c.day = d.day::date
    AND c.topic = %(topic)s
GROUP BY d.day
ORDER BY d.day

-- name: topic_sentiment
SELECT topic, sentiment, sum(posts)::integer AS posts
FROM daily_topics c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND topic <> '' AND relevant
GROUP BY topic, sentiment
HAVING sum(posts) > 0
ORDER BY topic, sentiment

-- name: province_topic
SELECT province, topic, sum(posts)::integer AS posts
FROM daily_counts c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND topic <> '' AND province <> ''
GROUP BY province, topic
HAVING sum(posts) > 0
ORDER BY province, topic

-- name: by_province
SELECT province, coalesce(sum(posts), 0)::integer AS posts,
       coalesce(sum(posts) FILTER (WHERE relevant), 0)::integer AS relevant,
       coalesce(sum(flagged), 0)::integer AS flagged,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'negative'), 0)::integer AS negative
FROM daily_counts c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND topic = %(topic)s AND province <> ''
GROUP BY province
HAVING sum(posts) > 0
ORDER BY sum(posts) DESC, province

-- name: by_source
SELECT c.source, s.name, coalesce(sum(c.posts), 0)::integer AS posts,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant), 0)::integer AS relevant,
       coalesce(sum(c.flagged), 0)::integer AS flagged,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(c.posts) FILTER (WHERE c.relevant AND c.sentiment = 'negative'), 0)::integer AS negative
FROM daily_counts c
JOIN sources s ON s.slug = c.source
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND c.topic = %(topic)s AND c.province = ''
GROUP BY c.source, s.name
HAVING sum(c.posts) > 0
ORDER BY sum(c.posts) DESC, c.source

-- name: by_kind
SELECT kind, coalesce(sum(posts), 0)::integer AS posts,
       coalesce(sum(posts) FILTER (WHERE relevant), 0)::integer AS relevant,
       coalesce(sum(flagged), 0)::integer AS flagged,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(posts) FILTER (WHERE relevant AND sentiment = 'negative'), 0)::integer AS negative
FROM daily_counts c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND topic = '' AND province = ''
GROUP BY kind
HAVING sum(posts) > 0
ORDER BY sum(posts) DESC, kind

-- name: by_target
SELECT target,
       coalesce(sum(posts) FILTER (WHERE sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(posts) FILTER (WHERE sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(posts) FILTER (WHERE sentiment = 'negative'), 0)::integer AS negative
FROM daily_targets c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s AND topic = %(topic)s
GROUP BY target
HAVING sum(posts) > 0
ORDER BY target

-- name: topic_targets
SELECT c.topic, c.target,
       coalesce(sum(c.posts) FILTER (WHERE c.sentiment = 'positive'), 0)::integer AS positive,
       coalesce(sum(c.posts) FILTER (WHERE c.sentiment = 'neutral'), 0)::integer AS neutral,
       coalesce(sum(c.posts) FILTER (WHERE c.sentiment = 'negative'), 0)::integer AS negative
FROM daily_targets c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day BETWEEN %(first)s AND %(last)s
GROUP BY c.topic, c.target
HAVING sum(c.posts) > 0
