-- name: lock
-- Versions of one report are numbered one after the other.
SELECT pg_advisory_xact_lock(hashtextextended(concat_ws('|', %(kind)s::text, %(first)s::date, %(last)s::date, %(subject)s::text), 7165))

-- name: add
INSERT INTO reports (kind, first_day, last_day, subject, value, docx, html, made_by, state, reason, version, replaces)
SELECT %(kind)s, %(first)s, %(last)s, %(subject)s, %(value)s, %(docx)s, %(html)s, %(made_by)s, %(state)s, %(reason)s,
       coalesce(max(o.version), 0) + 1, max(o.id)
FROM reports o
WHERE o.kind = %(kind)s AND o.first_day = %(first)s AND o.last_day = %(last)s AND o.subject = %(subject)s
RETURNING id

-- name: get
SELECT h.*, r.value, r.docx, r.html, r.pdf, r.xlsx
FROM report_heads h
JOIN reports r ON r.id = h.id
WHERE h.id = %(id)s

-- name: head
SELECT * FROM report_heads WHERE id = %(id)s

-- name: newest
SELECT * FROM report_heads
WHERE %(kind)s::text IS NULL OR kind = %(kind)s
ORDER BY first_day DESC, id DESC
LIMIT %(n)s

-- name: latest
SELECT * FROM report_heads
WHERE kind = %(kind)s AND first_day = %(first)s AND last_day = %(last)s AND subject = %(subject)s
ORDER BY version DESC
LIMIT 1

-- name: versions
SELECT v.* FROM report_heads v
JOIN reports r ON v.kind = r.kind AND v.first_day = r.first_day AND v.last_day = r.last_day AND v.subject = r.subject
WHERE r.id = %(id)s
ORDER BY v.version DESC

-- name: hold
-- Whoever changes a report has it alone; `newest` is false for one that has a later version.
SELECT r.state, NOT EXISTS (SELECT 1 FROM reports n WHERE n.replaces = r.id) AS newest
FROM reports r WHERE r.id = %(id)s FOR UPDATE

-- name: approve
UPDATE reports
SET state = 'approved', approved_at = %(now)s, approved_by = %(who)s,
    docx = %(docx)s, html = %(html)s, pdf = %(pdf)s, xlsx = %(xlsx)s
WHERE id = %(id)s AND state = 'draft'

-- name: render
UPDATE reports SET docx = %(docx)s, html = %(html)s WHERE id = %(id)s AND state = 'draft'
