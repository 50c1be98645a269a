-- name: add
-- Nothing where somebody saved in between: the revision is taken.
INSERT INTO report_edits (report_id, revision, written, docx, made_at, made_by)
SELECT %(report_id)s, %(seen)s + 1, %(written)s, %(docx)s, %(now)s, %(who)s
WHERE %(seen)s::integer = (SELECT coalesce(max(revision), 0) FROM report_edits WHERE report_id = %(report_id)s)
ON CONFLICT DO NOTHING
RETURNING revision

-- name: newest
SELECT e.report_id, e.revision, e.written, e.docx, e.made_at, u.name AS made_by
FROM report_edits e
LEFT JOIN users u ON u.id = e.made_by
WHERE e.report_id = %(report_id)s
ORDER BY e.revision DESC
LIMIT 1

-- name: past
SELECT e.revision, e.docx IS NOT NULL AS uploaded, e.made_at, u.name AS made_by
FROM report_edits e
LEFT JOIN users u ON u.id = e.made_by
WHERE e.report_id = %(report_id)s
ORDER BY e.revision DESC
LIMIT %(n)s

-- name: file
SELECT docx FROM report_edits WHERE report_id = %(report_id)s AND revision = %(revision)s AND docx IS NOT NULL
