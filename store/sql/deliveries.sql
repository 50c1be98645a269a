-- name: claim
-- The lease is the time after which another worker may try: whoever claimed it may have died.
UPDATE deliveries SET attempts = attempts + 1, next_at = %(lease)s
WHERE id = (
    SELECT id FROM deliveries WHERE state = 'waiting' AND next_at <= %(now)s
    ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING id, key, alert_id, made_at, attempts

-- name: finish
UPDATE deliveries SET state = %(state)s, trouble = %(trouble)s, finished_at = %(now)s WHERE id = %(id)s AND state = 'waiting'

-- name: postpone
UPDATE deliveries SET next_at = %(next_at)s, trouble = %(trouble)s WHERE id = %(id)s AND state = 'waiting'

-- name: again
UPDATE deliveries d SET state = 'waiting', attempts = 0, next_at = %(now)s, finished_at = NULL
FROM alerts a JOIN saved_searches s ON s.id = a.search_id
WHERE d.id = %(id)s AND d.state = 'dead' AND a.id = d.alert_id AND s.user_id = %(user_id)s

-- name: contents
-- What a message is made of. A post that was deleted meanwhile, or lies outside of its owner's provinces, is left out.
SELECT p.*, w.held
FROM alert_posts w
JOIN post_keys k ON k.post_id = w.post_id AND k.erased_at IS NULL
JOIN post_rows p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE w.delivery_id = %(id)s AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
ORDER BY p.priority NULLS LAST, p.listed_at DESC, p.id DESC

-- name: listed
SELECT d.id, d.key, d.alert_id, s.name AS search, a.tier, coalesce(w.name, a.address) AS destination, d.made_at, d.state,
       d.attempts, d.next_at, d.trouble, d.finished_at
FROM deliveries d
JOIN alerts a ON a.id = d.alert_id
JOIN saved_searches s ON s.id = a.search_id
LEFT JOIN webhooks w ON w.id = a.webhook_id
WHERE s.user_id = %(user_id)s
  AND (%(state)s::text IS NULL OR d.state = %(state)s)
  AND (%(before)s::bigint IS NULL OR d.id < %(before)s)
ORDER BY d.id DESC
LIMIT %(limit)s
