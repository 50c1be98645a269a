-- name: codes
-- The relevant posts of the window as the live model sees them, eight numbers of eight bytes each, one behind the other
-- (store.coded.CODES). What repeats itself is a hash, by which the program finds one post of each (`meant`). A single
-- value comes back: a million rows would take ten times as long, one by one.
SELECT string_agg(
           int8send(i.id) || timestamptz_send(i.listed_at) || int8send(coalesce(i.story_id, -i.id))
               || float8send(
                   r.relevant_prob * coalesce((r.sentiment_probs ->> r.sentiment)::real, 1)
                   * coalesce((r.topics ->> r.labels[1])::real, 1)
               )
               || int8send(hash_record_extended(ROW(i.source, i.kind, r.sentiment, r.needs_answer, r.abstained <> '{}'), 0))
               || int8send(hash_array_extended(r.labels, 0))
               || int8send(jsonb_hash_extended(i.places, 0))
               || int8send(hash_record_extended(
                   ROW(r.targets #> '{workers,label}', r.targets #> '{union,label}',
                       r.targets #> '{employer,label}', r.targets #> '{policy,label}'), 0)),
           ''::bytea
       ) AS codes
FROM posts i
JOIN predictions r ON r.post_id = i.id AND r.model = (SELECT version FROM models WHERE live)
WHERE i.listed_at >= %(start)s AND i.listed_at < %(end)s AND r.relevant

-- name: meant
-- What the hashes of `codes` stand for: these posts are one of each.
SELECT i.source, s.name AS source_name, s.kind AS source_kind, i.kind, i.places::text AS places,
       array_to_string(r.labels, ' ') AS labels, r.sentiment,
       concat_ws(
           ' ',
           'workers=' || (r.targets #>> '{workers,label}'),
           'union=' || (r.targets #>> '{union,label}'),
           'employer=' || (r.targets #>> '{employer,label}'),
           'policy=' || (r.targets #>> '{policy,label}')
       ) AS targets,
       r.needs_answer, r.abstained <> '{}' AS unsure, r.model,
       hash_record_extended(ROW(i.source, i.kind, r.sentiment, r.needs_answer, r.abstained <> '{}'), 0) AS manner_code,
       hash_array_extended(r.labels, 0) AS topics_code,
       jsonb_hash_extended(i.places, 0) AS places_code,
       hash_record_extended(
           ROW(r.targets #> '{workers,label}', r.targets #> '{union,label}',
               r.targets #> '{employer,label}', r.targets #> '{policy,label}'), 0) AS targets_code
FROM posts i
JOIN sources s ON s.slug = i.source
JOIN predictions r ON r.post_id = i.id AND r.model = (SELECT version FROM models WHERE live)
WHERE i.id = ANY(%(ids)s) AND i.listed_at >= %(start)s AND i.listed_at < %(end)s
