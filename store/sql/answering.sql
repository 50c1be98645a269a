-- name: speed
WITH items AS (
    SELECT f.priority, p.fetched_at,
           (SELECT min(v.made_at) FROM reviews v WHERE v.post_id = f.post_id AND v.decision <> 'reopened') AS decided_at,
           EXISTS (SELECT FROM reviews v WHERE v.post_id = f.post_id AND v.decision = 'answered') AS answered
    FROM flags f
    JOIN post_keys k ON k.post_id = f.post_id
    JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
    JOIN sources s ON s.slug = p.source
    WHERE (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s)) AND f.day BETWEEN %(first)s AND %(last)s AND f.model = (SELECT version FROM models WHERE live)
)
SELECT priority, count(*)::integer AS items, count(decided_at)::integer AS decided,
       (count(*) FILTER (WHERE answered))::integer AS answered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, extract(epoch FROM decided_at - fetched_at)) / 3600)
           FILTER (WHERE decided_at IS NOT NULL) AS hours
FROM items
GROUP BY priority
ORDER BY priority

-- name: loop
-- Flagged questions of a window by their first topic: whose they are, whether they were answered in public, and when.
WITH items AS (
    SELECT coalesce(r.labels[1], '') AS topic, p.fetched_at,
           EXISTS (SELECT FROM assignments a WHERE a.post_id = f.post_id AND a.assignee_id IS NOT NULL) AS owned,
           (SELECT min(v.made_at) FROM reviews v WHERE v.post_id = f.post_id AND v.decision = 'answered') AS answered_at,
           NOT EXISTS (SELECT FROM reviews v WHERE v.post_id = f.post_id AND v.decision <> 'reopened') AS open
    FROM flags f
    JOIN post_keys k ON k.post_id = f.post_id
    JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
    JOIN sources s ON s.slug = p.source
    JOIN predictions r ON r.post_id = f.post_id AND r.model = f.model
    WHERE (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s)) AND f.listed_at >= %(start)s AND f.listed_at < %(end)s AND r.relevant AND r.needs_answer
        AND f.model = (SELECT version FROM models WHERE live)
)
SELECT topic, count(*)::integer AS asked, (count(*) FILTER (WHERE owned))::integer AS owned,
       count(answered_at)::integer AS answered, (count(*) FILTER (WHERE open))::integer AS open,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, extract(epoch FROM answered_at - fetched_at)) / 3600)
           FILTER (WHERE answered_at IS NOT NULL) AS hours,
       (min(answered_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS first_answer
FROM items
GROUP BY topic
ORDER BY asked DESC, topic
