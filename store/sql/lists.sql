-- name: reviews
SELECT v.id, v.post_id, v.revision, v.decision, v.note, u.name AS reviewer, v.made_at
FROM reviews v
JOIN users u ON u.id = v.reviewer_id
JOIN post_keys k ON k.post_id = v.post_id
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
JOIN sources s ON s.slug = p.source
WHERE (%(before)s::bigint IS NULL OR v.id < %(before)s)
  AND (%(since)s::timestamptz IS NULL OR v.made_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR v.made_at < %(until)s)
  AND (%(kind)s::text IS NULL OR v.decision = %(kind)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s))
ORDER BY v.id DESC
LIMIT %(limit)s

-- name: corrections
SELECT c.id, c.post_id, c.revision, c.task, c.value, c.said, u.name AS who, c.made_at
FROM corrections c
JOIN users u ON u.id = c.user_id
JOIN post_keys k ON k.post_id = c.post_id
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
JOIN sources s ON s.slug = p.source
WHERE (%(before)s::bigint IS NULL OR c.id < %(before)s)
  AND (%(since)s::timestamptz IS NULL OR c.made_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR c.made_at < %(until)s)
  AND (%(kind)s::text IS NULL OR c.task = %(kind)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s))
ORDER BY c.id DESC
LIMIT %(limit)s

-- name: stories
-- Stories that began in a window, the most copied first.
SELECT st.id, st.posts, st.first_at, st.lead_post_id,
       (SELECT count(DISTINCT q.source) FROM posts q WHERE q.story_id = st.id)::integer AS sources
FROM stories st
WHERE st.first_at >= %(since)s AND st.first_at < %(until)s
  AND (%(before_posts)s::integer IS NULL OR (st.posts, st.id) < (%(before_posts)s, %(before)s::bigint))
  AND (%(scope)s::text[] IS NULL OR EXISTS (
      SELECT FROM posts p JOIN sources s ON s.slug = p.source
      WHERE p.story_id = st.id AND in_scope(p.places, s.province, %(scope)s)))
ORDER BY st.posts DESC, st.id DESC
LIMIT %(limit)s

-- name: leads
SELECT p.*
FROM post_keys k
JOIN post_rows p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE k.post_id = ANY(%(ids)s::bigint[])

-- name: reports
SELECT * FROM report_heads r
WHERE (%(kind)s::text IS NULL OR r.kind = %(kind)s)
  AND (%(before_day)s::date IS NULL OR (r.first_day, r.id) < (%(before_day)s, %(before)s::bigint))
ORDER BY r.first_day DESC, r.id DESC
LIMIT %(limit)s
