-- name: copy_predictions
COPY predictions (post_id, model, relevant, relevant_prob, topics, labels, sentiment, sentiment_probs, targets,
                  needs_answer, needs_answer_prob, flag_prob, flag_suggested, abstained, evidence) FROM STDIN

-- name: copy_topics
COPY post_topics (model, topic, listed_at, post_id) FROM STDIN

-- name: put_flag
INSERT INTO flags (post_id, model, day, priority, reasons, listed_at)
VALUES (%(post_id)s, %(model)s,
        coalesce((SELECT min(f.day) FROM flags f WHERE f.post_id = %(post_id)s), %(day)s),
        %(priority)s, %(reasons)s, %(listed_at)s)
ON CONFLICT (post_id, model) DO UPDATE SET priority = excluded.priority, reasons = excluded.reasons

-- name: unread
SELECT p.id AS post_id, p.kind, p.title, p.text, p.context, p.listed_at,
       CASE WHEN p.kind = 'grassroots' THEN ARRAY(
           SELECT substr(l.task, 7) FROM labels l
           WHERE l.post_id = p.id AND starts_with(l.task, 'topic:') AND l.value = 'true'
           ORDER BY l.task) ELSE '{}' END AS chosen
FROM posts p
WHERE NOT EXISTS (SELECT FROM predictions r WHERE r.post_id = p.id AND r.model = %(model)s)
  AND NOT (p.kind = 'comment' AND p.text = '') -- its words are gone: what was read in them stays (models.carry_wordless)
ORDER BY p.listed_at DESC, p.id DESC
LIMIT %(n)s
