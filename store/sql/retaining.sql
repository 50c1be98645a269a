-- name: old_comments
-- Of those that still say something; oldest partitions hold few of them after the first night.
SELECT p.id, p.listed_at
FROM posts p
WHERE p.kind = 'comment' AND p.listed_at < %(before)s AND p.text <> ''
ORDER BY p.listed_at
LIMIT %(most)s

-- name: forget_texts
-- The digest stays, so that the comment is known again when its page is read again.
UPDATE posts p
SET title = '', text = '', search = ''::tsvector, minhash = '\x', redactions = '{}'
FROM unnest(%(ids)s::bigint[], %(moments)s::timestamptz[]) AS n (id, moment)
WHERE p.id = n.id AND p.listed_at = n.moment

-- name: forget_revisions
DELETE FROM post_revisions WHERE post_id = ANY(%(ids)s::bigint[])

-- name: forget_evidence
UPDATE predictions SET evidence = '[]' WHERE post_id = ANY(%(ids)s::bigint[]) AND evidence <> '[]'
