-- An archive of invented posts for bench/reports.py, as various as a real one: sets of topics, places and targets, copies,
-- decisions of staff, a wave in the last week. Parameters: end, days, posts, sources, topics, codes.
INSERT INTO models (version, live) VALUES ('bench', true);
INSERT INTO users (login, name, role, password_hash) VALUES ('bench', 'Bench', 'reviewer', 'none');
INSERT INTO post_keys (key, listed_at)
SELECT sha256(n::text::bytea), %(end)s::timestamptz - (%(days)s * (n::float8 / %(posts)s) + random()) * interval '1 day'
FROM generate_series(1, %(posts)s) n;
CREATE TEMP TABLE drawn AS
SELECT k.post_id, k.listed_at, 'nguon-' || floor(power(random(), 2) * %(sources)s) AS source,
       (ARRAY['news', 'news', 'comment', 'comment', 'comment', 'question', 'release'])[1 + floor(random() * 7)::int] AS kind,
       CASE WHEN k.listed_at > %(end)s::timestamptz - interval '4 days' AND random() < 0.2 THEN ARRAY['bhxh-mot-lan']
            WHEN random() < 0.1 THEN '{}'
            WHEN random() < 0.5 THEN ARRAY[(%(topics)s::text[])[1 + floor(power(random(), 2) * 24)::int]]
            ELSE ARRAY[(%(topics)s::text[])[1 + floor(power(random(), 2) * 12)::int],
                       (%(topics)s::text[])[13 + floor(random() * 12)::int]] END AS labels,
       CASE WHEN random() < 0.5 THEN (%(codes)s::text[])[1 + floor(power(random(), 2) * 34)::int] END AS code,
       (ARRAY['positive', 'neutral', 'negative'])[1 + floor(random() * 3)::int] AS sentiment
FROM post_keys k;
INSERT INTO posts (id, listed_at, source, kind, url, title, text, context, section, tags, published_at, fetched_at,
                   version_at, places, redactions, exact, minhash, story_id, search)
SELECT post_id, listed_at, source, kind, 'https://nguon.example/' || post_id / 4, 'Tin số ' || post_id,
       'Công nhân xưởng số ' || post_id %% 977 || ' hỏi về lương, thưởng và bảo hiểm, mong công đoàn trả lời sớm. '
           || repeat('Lời của người viết về việc làm và đời sống ở khu trọ. ', 5),
       '', '', '{}', listed_at, listed_at, listed_at,
       CASE WHEN code IS NULL THEN '[]'
            ELSE jsonb_build_array(jsonb_build_object('name', 'Tỉnh ' || code, 'code', code, 'candidates', '[]'::jsonb)) END,
       '{}', sha256(''), decode(repeat(md5(post_id::text), 32), 'hex'),
       CASE WHEN post_id %% 25 < 3 THEN post_id / 25 + 1 END,
       array_to_tsvector(ARRAY['công_nhân', 'tiền_lương', 'bảo_hiểm', 'lương'] || (
           SELECT array_agg(DISTINCT 'từ_' || floor(power(random(), 3) * 20000) || 'ạ') FROM generate_series(1, 25 + post_id %% 2)
       ))
FROM drawn;
INSERT INTO post_places (code, listed_at, post_id) SELECT code, listed_at, post_id FROM drawn WHERE code IS NOT NULL;
INSERT INTO predictions
SELECT post_id, 'bench', random() < 0.9, 0.5 + random() / 2, jsonb_build_object(coalesce(labels[1], 'x'), 0.5 + random() / 2),
       labels, sentiment, jsonb_build_object(sentiment, 0.5 + random() / 2),
       CASE WHEN random() < 0.3 THEN jsonb_build_object('union', jsonb_build_object('label', sentiment, 'prob', random())) ELSE '{}' END
           || CASE WHEN random() < 0.4 THEN '{"workers": {"label": "negative", "prob": 0.8}}'::jsonb ELSE '{}' END
           || CASE WHEN random() < 0.2 THEN '{"policy": {"label": "neutral", "prob": 0.7}}'::jsonb ELSE '{}' END,
       random() < 0.1, 0.5, 0.5, post_id %% 30 = 0, CASE WHEN random() < 0.15 THEN '{sentiment}'::text[] ELSE '{}' END, '[]'
FROM drawn;
INSERT INTO flags (post_id, model, day, priority, reasons, listed_at)
SELECT d.post_id, 'bench', d.listed_at::date, 1 + d.post_id %% 3,
       '[{"rule": "needs-answer", "sentence": "Có câu hỏi cần trả lời"}, {"rule": "accident", "sentence": "Có tai nạn"}]', d.listed_at
FROM drawn d JOIN predictions r ON r.post_id = d.post_id AND r.relevant WHERE d.post_id %% 30 = 0;
INSERT INTO reviews (post_id, revision, reviewer_id, decision, made_at)
SELECT f.post_id, 1, u.id, 'handled', f.listed_at + interval '1 day' FROM flags f, users u WHERE f.post_id %% 7 = 0;
INSERT INTO labels (post_id, task, value, user_id, made_at)
SELECT f.post_id, 'sentiment', '"negative"', u.id, f.listed_at + interval '1 day' FROM flags f, users u WHERE f.post_id %% 11 = 0
