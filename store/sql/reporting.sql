-- name: facts
-- What a report counts of posts of the window, without a word of their texts: of `all` of them, of those that people
-- `corrected`, or of those that people or rules `touched`. What repeats itself stays text, which the program reads once
-- each.
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
decided AS (
    SELECT DISTINCT ON (coalesce(q.story_id, -q.id)) coalesce(q.story_id, -q.id) AS story, v.decision
    FROM reviews v
    JOIN post_keys k ON k.post_id = v.post_id
    JOIN posts q ON q.id = k.post_id AND q.listed_at = k.listed_at
    ORDER BY coalesce(q.story_id, -q.id), v.made_at DESC, v.id DESC
),
inside AS (
    SELECT id, listed_at, source, kind, url, story_id, places FROM posts
    WHERE listed_at >= %(start)s AND listed_at < %(end)s
        AND CASE %(which)s::text
            WHEN 'all' THEN true
            WHEN 'corrected' THEN coalesce(story_id, -id) IN (SELECT story FROM said)
            ELSE id IN (SELECT f.post_id FROM flags f JOIN live ON f.model = live.version)
                OR coalesce(story_id, -id) IN (SELECT story FROM said)
                OR coalesce(story_id, -id) IN (SELECT story FROM decided)
            END
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

-- name: texts
SELECT p.id, p.title, p.text, p.context, p.url, r.evidence
FROM posts p
JOIN predictions r ON r.post_id = p.id AND r.model = (SELECT version FROM models WHERE live)
WHERE p.id = ANY(%(ids)s) AND p.listed_at >= %(start)s AND p.listed_at < %(end)s

-- name: listed_at
SELECT listed_at FROM post_keys WHERE post_id = %(id)s AND erased_at IS NULL
