-- name: speed
WITH items AS (
    SELECT f.priority, p.fetched_at,
           (SELECT min(v.made_at) FROM reviews v WHERE v.post_id = f.post_id AND v.decision <> 'reopened') AS decided_at,
           EXISTS (SELECT FROM reviews v WHERE v.post_id = f.post_id AND v.decision = 'answered') AS answered
    FROM flags f
    JOIN post_keys k ON k.post_id = f.post_id
    JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
    WHERE f.day BETWEEN %(first)s AND %(last)s AND f.model = (SELECT version FROM models WHERE live)
)
SELECT priority, count(*)::integer AS items, count(decided_at)::integer AS decided,
       (count(*) FILTER (WHERE answered))::integer AS answered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, extract(epoch FROM decided_at - fetched_at)) / 3600)
           FILTER (WHERE decided_at IS NOT NULL) AS hours
FROM items
GROUP BY priority
ORDER BY priority
