-- name: daily
SELECT day, 'topic' AS dimension, topic AS name, sum(posts)::integer AS posts
FROM daily_counts
WHERE model = (SELECT version FROM models WHERE live) AND day BETWEEN %(first)s AND %(last)s
    AND relevant AND topic <> '' AND province = ''
GROUP BY day, topic
UNION ALL
SELECT day, 'province', province, sum(posts)::integer
FROM daily_counts
WHERE model = (SELECT version FROM models WHERE live) AND day BETWEEN %(first)s AND %(last)s
    AND relevant AND topic = '' AND province <> ''
GROUP BY day, province
UNION ALL
SELECT day, 'kind', kind, sum(posts)::integer
FROM daily_counts
WHERE model = (SELECT version FROM models WHERE live) AND day BETWEEN %(first)s AND %(last)s
    AND relevant AND topic = '' AND province = ''
GROUP BY day, kind
UNION ALL
SELECT day, 'target', target, sum(posts)::integer
FROM daily_targets
WHERE model = (SELECT version FROM models WHERE live) AND day BETWEEN %(first)s AND %(last)s AND topic = ''
GROUP BY day, target

-- name: local
-- Topics in provinces.
SELECT day, topic, province, sum(posts)::integer AS posts
FROM daily_counts
WHERE model = (SELECT version FROM models WHERE live) AND day BETWEEN %(first)s AND %(last)s
    AND relevant AND topic <> '' AND province <> ''
GROUP BY day, topic, province
HAVING sum(posts) > 0

-- name: totals
SELECT day, sum(posts)::integer AS posts
FROM daily_counts
WHERE model = (SELECT version FROM models WHERE live) AND day BETWEEN %(first)s AND %(last)s
    AND relevant AND topic = '' AND province = ''
GROUP BY day
HAVING sum(posts) > 0

-- name: weekly_topics
-- `ago` weeks before the one that ends with the given day; topic '' is all posts, and says since when there are any.
SELECT topic, (%(last)s::date - day) / 7 AS ago, sum(posts)::integer AS posts
FROM daily_topics
WHERE model = (SELECT version FROM models WHERE live) AND relevant
    AND day BETWEEN %(last)s::date - 7 * %(weeks)s::integer + 1 AND %(last)s
GROUP BY topic, (%(last)s::date - day) / 7
HAVING sum(posts) > 0

-- name: words
-- Compounds stand in the search vector once as written and once without diacritics: the second is left out.
SELECT w.lexeme AS word, count(*)::integer AS posts
FROM posts p, unnest(p.search) AS w
WHERE p.id = ANY(%(ids)s) AND p.listed_at >= %(start)s AND p.listed_at < %(end)s
    AND strpos(w.lexeme, '_') > 0 AND w.lexeme ~ '[^ -~]'
GROUP BY w.lexeme
HAVING count(*) >= 2
