-- name: facts
-- Everything that a report counts of the posts of a window, without a word of their texts.
-- What staff said of one copy of a story holds for all of them, the newest first; a person should not have to say it twice.
WITH live AS (SELECT version FROM models WHERE live),
inside AS (
    SELECT id, listed_at, source, kind, url, story_id, places FROM posts
    WHERE listed_at >= %(start)s AND listed_at < %(end)s
),
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
decided AS (
    SELECT DISTINCT ON (coalesce(q.story_id, -q.id)) coalesce(q.story_id, -q.id) AS story, v.decision
    FROM reviews v
    JOIN post_keys k ON k.post_id = v.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
    ORDER BY coalesce(q.story_id, -q.id), v.made_at DESC, v.id DESC
)
SELECT i.id, i.listed_at, i.source, s.name AS source_name, i.kind, i.url, i.story_id, i.places,
       s.kind AS source_kind, s.province AS source_province,
       r.model, r.relevant, r.labels, r.sentiment, r.targets, r.needs_answer, r.abstained,
       r.relevant_prob * coalesce((r.sentiment_probs ->> r.sentiment)::real, 1)
           * coalesce((r.topics ->> r.labels[1])::real, 1) AS certain,
       f.priority, f.reasons, said.labels AS said, decided.decision
FROM inside i
JOIN sources s ON s.slug = i.source
JOIN live ON true
JOIN predictions r ON r.post_id = i.id AND r.model = live.version
LEFT JOIN flags f ON f.post_id = i.id AND f.model = r.model
LEFT JOIN said ON said.story = coalesce(i.story_id, -i.id)
LEFT JOIN decided ON decided.story = coalesce(i.story_id, -i.id) AND decided.decision <> 'reopened'
ORDER BY i.listed_at, i.id

-- name: texts
SELECT p.id, p.title, p.text, p.context, p.url, r.evidence
FROM posts p
JOIN predictions r ON r.post_id = p.id AND r.model = (SELECT version FROM models WHERE live)
WHERE p.id = ANY(%(ids)s) AND p.listed_at >= %(start)s AND p.listed_at < %(end)s

-- name: listed_at
SELECT listed_at FROM post_keys WHERE post_id = %(id)s AND erased_at IS NULL
