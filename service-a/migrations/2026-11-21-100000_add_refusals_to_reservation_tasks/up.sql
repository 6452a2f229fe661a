-- Expand: with a default, so the release before, which does not know the column, still inserts.
ALTER TABLE reservation_tasks ADD COLUMN refusals INT NOT NULL DEFAULT 0;
