CREATE INDEX event_posts_day ON event_posts (listed_at) WHERE event_id IS NOT NULL;
