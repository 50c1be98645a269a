-- name: add
INSERT INTO audit_log (user_id, action, subject, detail) VALUES (%(who)s, %(action)s, %(subject)s, %(detail)s)

-- name: newest
SELECT a.id, a.at, u.login AS who, a.action, a.subject, a.detail
FROM audit_log a
LEFT JOIN users u ON u.id = a.user_id
WHERE %(before)s::bigint IS NULL OR a.id < %(before)s
ORDER BY a.id DESC
LIMIT %(n)s
