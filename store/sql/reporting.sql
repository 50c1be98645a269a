-- name: facts
-- Everything that a report counts of the posts of a window, without a word of their texts. What repeats itself stays text,
-- which the program reads once each.
-- What staff said of one copy of a story holds for all of them, the newest first; a person should not have to say it twice.
WITH live AS (SELECT version FROM models WHERE live),
labelled AS (
    SELECT coalesce(q.story_id, -q.id) AS story, l.task, l.value, l.made_at
    FROM labels l
    JOIN post_keys k ON k.post_id = l.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
),
said AS (
    SELECT n.story, jsonb_object_agg(n.task, n.value) AS labels
    FROM (SELECT DISTINCT ON (story, task) story, task, value FROM labelled ORDER BY story, task, made_at DESC) n
    GROUP BY n.story
),
inside AS (
    SELECT id, listed_at, source, kind, url, story_id, places FROM posts
    WHERE listed_at >= %(start)s AND listed_at < %(end)s
        AND (NOT %(corrected)s::boolean OR coalesce(story_id, -id) IN (SELECT story FROM said))
),
decided AS (
    SELECT DISTINCT ON (coalesce(q.story_id, -q.id)) coalesce(q.story_id, -q.id) AS story, v.decision
    FROM reviews v
    JOIN post_keys k ON k.post_id = v.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
    ORDER BY coalesce(q.story_id, -q.id), v.made_at DESC, v.id DESC
)
SELECT i.id, i.listed_at, i.source, s.name AS source_name, i.kind, i.url, i.story_id,
       i.places::text AS places,
       s.kind AS source_kind, s.province AS source_province,
       r.model, r.relevant, array_to_string(r.labels, ' ') AS labels, r.sentiment,
       concat_ws(
           ' ',
           'workers=' || (r.targets #>> '{workers,label}'),
           'union=' || (r.targets #>> '{union,label}'),
           'employer=' || (r.targets #>> '{employer,label}'),
           'policy=' || (r.targets #>> '{policy,label}')
       ) AS targets,
       r.needs_answer, array_to_string(r.abstained, ' ') AS abstained,
       r.relevant_prob * coalesce((r.sentiment_probs ->> r.sentiment)::real, 1)
           * coalesce((r.topics ->> r.labels[1])::real, 1) AS certain,
       f.priority, f.reasons::text AS reasons, said.labels AS said, decided.decision
FROM inside i
JOIN sources s ON s.slug = i.source
JOIN live ON true
JOIN predictions r ON r.post_id = i.id AND r.model = live.version
LEFT JOIN flags f ON f.post_id = i.id AND f.model = r.model
LEFT JOIN said ON said.story = coalesce(i.story_id, -i.id)
LEFT JOIN decided ON decided.story = coalesce(i.story_id, -i.id) AND decided.decision <> 'reopened'
ORDER BY i.listed_at, i.id

-- name: groups
-- Relevant posts by what a comparison counts; those that people corrected are counted by the program.
WITH said AS (
    SELECT coalesce(q.story_id, -q.id) AS story
    FROM labels l
    JOIN post_keys k ON k.post_id = l.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
)
SELECT i.source, s.name AS source_name, r.labels, r.targets ? 'union' AS union, count(*) AS posts
FROM posts i
JOIN sources s ON s.slug = i.source
JOIN predictions r ON r.post_id = i.id AND r.model = (SELECT version FROM models WHERE live)
WHERE i.listed_at >= %(start)s AND i.listed_at < %(until)s AND r.relevant
    AND coalesce(i.story_id, -i.id) NOT IN (SELECT story FROM said)
GROUP BY i.source, s.name, r.labels, r.targets ? 'union'

-- name: every_nth
-- Of the same posts.
WITH said AS (
    SELECT coalesce(q.story_id, -q.id) AS story
    FROM labels l
    JOIN post_keys k ON k.post_id = l.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
),
numbered AS (
    SELECT i.id, row_number() OVER (ORDER BY i.listed_at, i.id) - 1 AS place, count(*) OVER () AS posts
    FROM posts i
    JOIN predictions r ON r.post_id = i.id AND r.model = (SELECT version FROM models WHERE live)
    WHERE i.listed_at >= %(start)s AND i.listed_at < %(until)s AND r.relevant
        AND coalesce(i.story_id, -i.id) NOT IN (SELECT story FROM said)
)
SELECT id FROM numbered WHERE mod(place, greatest(1, (posts + %(most)s::integer - 1) / %(most)s::integer)) = 0 ORDER BY place

-- name: texts
SELECT p.id, p.title, p.text, p.context, p.url, r.evidence
FROM posts p
JOIN predictions r ON r.post_id = p.id AND r.model = (SELECT version FROM models WHERE live)
WHERE p.id = ANY(%(ids)s) AND p.listed_at >= %(start)s AND p.listed_at < %(end)s

-- name: listed_at
SELECT listed_at FROM post_keys WHERE post_id = %(id)s AND erased_at IS NULL
