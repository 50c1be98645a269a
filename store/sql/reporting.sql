-- name: said
-- What staff said of one copy of a story holds for all of them, the newest first; a person should not have to say it twice.
SELECT n.story, jsonb_object_agg(n.task, n.value) AS labels
FROM (
    SELECT DISTINCT ON (story, l.task) coalesce(q.story_id, -q.id) AS story, l.task, l.value
    FROM labels l
    JOIN post_keys k ON k.post_id = l.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
    ORDER BY story, l.task, l.made_at DESC
) n
GROUP BY n.story

-- name: decided
-- The newest decision on any copy; what was taken back is none.
SELECT n.story, n.decision
FROM (
    SELECT DISTINCT ON (story) coalesce(q.story_id, -q.id) AS story, v.decision
    FROM reviews v
    JOIN post_keys k ON k.post_id = v.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
    ORDER BY story, v.made_at DESC, v.id DESC
) n
WHERE n.decision <> 'reopened'

-- name: facts
-- What a report counts of posts of the window, without a word of their texts: of `all` of them, or of the flagged ones with
-- what else tells of the same event, and of those of some stories. What repeats itself stays text, which the program reads
-- once each.
WITH live AS (SELECT version FROM models WHERE live),
wanted AS (SELECT unnest(%(stories)s::bigint[]) AS story),
chosen AS (
    SELECT k.post_id AS id, k.listed_at FROM wanted JOIN post_keys k ON k.post_id = -wanted.story
    UNION ALL
    SELECT q.id, q.listed_at FROM wanted JOIN posts q ON q.story_id = wanted.story
    UNION ALL
    SELECT f.post_id, f.listed_at FROM flags f JOIN live ON f.model = live.version
    WHERE %(flagged)s AND f.listed_at >= %(start)s AND f.listed_at < %(end)s
    UNION ALL
    SELECT m.post_id, m.listed_at FROM event_posts m
    WHERE %(flagged)s AND m.listed_at >= %(start)s AND m.listed_at < %(end)s AND m.event_id IN (
        SELECT e.event_id FROM flags f JOIN live ON f.model = live.version JOIN event_posts e ON e.post_id = f.post_id
        WHERE f.listed_at >= %(start)s AND f.listed_at < %(end)s)
    UNION ALL
    SELECT id, listed_at FROM posts WHERE %(all)s AND listed_at >= %(start)s AND listed_at < %(end)s
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
       f.priority, f.reasons::text AS reasons, e.event_id
FROM posts i
JOIN sources s ON s.slug = i.source
JOIN live ON true
JOIN predictions r ON r.post_id = i.id AND r.model = live.version
LEFT JOIN flags f ON f.post_id = i.id AND f.model = r.model
LEFT JOIN event_posts e ON e.post_id = i.id
WHERE i.listed_at >= %(start)s AND i.listed_at < %(end)s AND (i.id, i.listed_at) IN (SELECT id, listed_at FROM chosen)
ORDER BY i.listed_at, i.id

-- name: texts
SELECT p.id, p.title, p.text, p.context, p.url, r.evidence, e.event_id
FROM posts p
JOIN predictions r ON r.post_id = p.id AND r.model = (SELECT version FROM models WHERE live)
LEFT JOIN event_posts e ON e.post_id = p.id
WHERE p.id = ANY(%(ids)s) AND p.listed_at >= %(start)s AND p.listed_at < %(end)s

-- name: listed_at
SELECT listed_at FROM post_keys WHERE post_id = %(id)s AND erased_at IS NULL
