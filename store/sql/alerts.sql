-- name: add
INSERT INTO alerts (search_id, webhook_id, address, tier, muted_from, muted_until, most_a_day, seen_id, due_at)
SELECT s.id, w.id, %(address)s, %(tier)s, %(muted_from)s, %(muted_until)s, %(most_a_day)s,
       (SELECT coalesce(max(post_id), 0) FROM post_keys), %(due_at)s
FROM saved_searches s
LEFT JOIN webhooks w ON w.id = %(webhook_id)s AND w.user_id = s.user_id
WHERE s.id = %(search_id)s AND s.user_id = %(user_id)s AND (w.id IS NOT NULL) = (%(webhook_id)s::bigint IS NOT NULL)
RETURNING id

-- name: every
SELECT a.id, a.search_id, s.name AS search, s.query, s.user_id, u.provinces, u.active AS owner_active,
       a.webhook_id, coalesce(w.name, '') AS webhook, a.address, a.tier, a.muted_from, a.muted_until, a.most_a_day,
       a.active, a.seen_id, a.due_at, a.created_at
FROM alerts a
JOIN saved_searches s ON s.id = a.search_id
JOIN users u ON u.id = s.user_id
LEFT JOIN webhooks w ON w.id = a.webhook_id
WHERE (%(user_id)s::bigint IS NULL OR s.user_id = %(user_id)s) AND (%(id)s::bigint IS NULL OR a.id = %(id)s)
ORDER BY a.id

-- name: take
-- One at a time, and whoever comes second goes on to the next.
SELECT id FROM alerts WHERE id = %(id)s AND active FOR UPDATE SKIP LOCKED

-- name: switch
UPDATE alerts a SET active = %(active)s,
    -- What came while it was off is not told.
    seen_id = CASE WHEN %(active)s AND NOT a.active THEN (SELECT coalesce(max(post_id), 0) FROM post_keys) ELSE a.seen_id END
FROM saved_searches s
WHERE a.id = %(id)s AND s.id = a.search_id AND s.user_id = %(user_id)s

-- name: drop
DELETE FROM alerts a USING saved_searches s WHERE a.id = %(id)s AND s.id = a.search_id AND s.user_id = %(user_id)s

-- name: newest_post
SELECT coalesce(max(post_id), 0) AS id FROM post_keys

-- name: found
-- The table in brackets gives way to a statement of searching.sql.
INSERT INTO alert_posts (alert_id, post_id)
SELECT %(alert_id)s, found.post_id FROM (TABLE post_facts) AS found
ON CONFLICT DO NOTHING

-- name: looked
UPDATE alerts SET seen_id = %(upto)s WHERE id = %(alert_id)s

-- name: waiting
-- A copy of a story that was told within three weeks is no news of its own.
SELECT count(*)::integer AS posts,
       (count(*) FILTER (WHERE p.story_id IS NULL OR NOT EXISTS (
           SELECT FROM alert_posts told
           JOIN deliveries d ON d.id = told.delivery_id AND d.made_at > %(now)s::timestamptz - interval '21 days'
           JOIN posts q ON q.id = told.post_id
           WHERE told.alert_id = %(alert_id)s AND q.story_id = p.story_id)))::integer AS news
FROM alert_posts w
JOIN post_keys k ON k.post_id = w.post_id
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE w.alert_id = %(alert_id)s AND w.delivery_id IS NULL

-- name: told_since
SELECT count(*)::integer AS messages FROM deliveries WHERE alert_id = %(alert_id)s AND made_at >= %(since)s

-- name: hold
UPDATE alert_posts SET held = true WHERE alert_id = %(alert_id)s AND delivery_id IS NULL AND NOT held

-- name: begin
INSERT INTO deliveries (alert_id, made_at, next_at) VALUES (%(alert_id)s, %(now)s, %(now)s) RETURNING id

-- name: pack
UPDATE alert_posts SET delivery_id = %(delivery_id)s WHERE alert_id = %(alert_id)s AND delivery_id IS NULL

-- name: next_due
UPDATE alerts SET due_at = %(due_at)s WHERE id = %(alert_id)s

-- name: forget
-- Posts of messages that left long ago; the messages themselves stay for the record.
DELETE FROM alert_posts w USING deliveries d
WHERE d.id = w.delivery_id AND d.state IN ('sent', 'empty') AND d.made_at < %(before)s
