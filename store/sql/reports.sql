-- name: add
INSERT INTO reports (kind, first_day, last_day, value, docx, html, made_by)
VALUES (%(kind)s, %(first)s, %(last)s, %(value)s, %(docx)s, %(html)s, %(made_by)s)
RETURNING id

-- name: get
SELECT r.id, r.kind, r.first_day, r.last_day, r.made_at, u.name AS made_by, r.value, r.docx, r.html
FROM reports r
LEFT JOIN users u ON u.id = r.made_by
WHERE r.id = %(id)s

-- name: newest
SELECT r.id, r.kind, r.first_day, r.last_day, r.made_at, u.name AS made_by
FROM reports r
LEFT JOIN users u ON u.id = r.made_by
WHERE %(kind)s::text IS NULL OR r.kind = %(kind)s
ORDER BY r.first_day DESC, r.id DESC
LIMIT %(n)s

-- name: latest
SELECT r.id, r.kind, r.first_day, r.last_day, r.made_at, u.name AS made_by
FROM reports r
LEFT JOIN users u ON u.id = r.made_by
WHERE r.kind = %(kind)s AND r.first_day = %(first)s AND r.last_day = %(last)s
ORDER BY r.id DESC
LIMIT 1
