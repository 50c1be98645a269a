-- name: add
INSERT INTO webhooks (user_id, name, url, secret) VALUES (%(user_id)s, %(name)s, %(url)s, %(secret)s) RETURNING id

-- name: every
SELECT id, name, url, created_at, old_until FROM webhooks WHERE user_id = %(user_id)s ORDER BY id

-- name: rotate
UPDATE webhooks SET old_secret = secret, old_until = %(until)s, secret = %(secret)s
WHERE id = %(id)s AND user_id = %(user_id)s

-- name: drop
DELETE FROM webhooks WHERE id = %(id)s AND user_id = %(user_id)s

-- name: target
SELECT url, secret, CASE WHEN old_until > %(now)s THEN old_secret END AS old_secret FROM webhooks WHERE id = %(id)s
