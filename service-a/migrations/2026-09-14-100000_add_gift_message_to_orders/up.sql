-- Expand: nullable, so the release before, which does not know the column, still inserts.
ALTER TABLE orders ADD COLUMN gift_message VARCHAR(300) NULL;
