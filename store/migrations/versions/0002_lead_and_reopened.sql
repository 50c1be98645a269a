ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN ('viewer', 'reviewer', 'lead', 'admin'));

ALTER TABLE reviews DROP CONSTRAINT reviews_decision_check;
ALTER TABLE reviews ADD CONSTRAINT reviews_decision_check CHECK (
    decision IN ('relevant', 'not_relevant', 'handled', 'forwarded', 'answered', 'dismissed', 'reopened')
);
