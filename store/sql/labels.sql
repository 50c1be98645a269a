-- name: put
INSERT INTO labels (post_id, task, value, user_id)
VALUES (%(post_id)s, %(task)s, %(value)s, %(user_id)s)
ON CONFLICT (post_id, task) DO UPDATE
SET value = excluded.value, user_id = excluded.user_id, made_at = now()

-- name: drop
DELETE FROM labels WHERE post_id = %(post_id)s AND task = ANY(%(tasks)s)

-- name: every
SELECT p.id AS post_id, p.kind, p.title, p.text, p.context, p.story_id, l.labels, l.made_at,
       (SELECT r.labels FROM predictions r
        JOIN models m ON m.version = r.model
        WHERE r.post_id = p.id AND m.live_since <= l.made_at
        ORDER BY m.live_since DESC
        LIMIT 1) AS shown
FROM (SELECT post_id, jsonb_object_agg(task, value) AS labels, max(made_at) AS made_at FROM labels GROUP BY post_id) l
JOIN post_keys k ON k.post_id = l.post_id AND k.erased_at IS NULL
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE NOT (p.kind = 'comment' AND p.text = '') -- nothing is left to learn from
ORDER BY p.id

-- name: tally
SELECT task, count(*) AS posts, count(*) FILTER (WHERE value = 'true'::jsonb) AS yes
FROM labels
GROUP BY task
ORDER BY count(*) DESC, task
