-- name: add
INSERT INTO report_letters (report_id, address, made_at, next_at)
SELECT r.id, unnest(%(addresses)s::text[]), %(now)s, %(now)s
FROM reports r WHERE r.id = %(report_id)s AND r.state IN ('approved', 'frozen')
ON CONFLICT (report_id, address) DO NOTHING

-- name: claim
-- The lease is the time after which another worker may try: whoever claimed it may have died.
UPDATE report_letters SET attempts = attempts + 1, next_at = %(lease)s
WHERE id = (
    SELECT id FROM report_letters WHERE state = 'waiting' AND next_at <= %(now)s
    ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING id, key, report_id, address, attempts

-- name: finish
UPDATE report_letters SET state = %(state)s, trouble = %(trouble)s, finished_at = %(now)s
WHERE id = %(id)s AND state = 'waiting'

-- name: postpone
UPDATE report_letters SET next_at = %(next_at)s, trouble = %(trouble)s WHERE id = %(id)s AND state = 'waiting'

-- name: of_report
SELECT id, address, state, attempts, trouble, made_at, finished_at FROM report_letters
WHERE report_id = %(report_id)s ORDER BY address
