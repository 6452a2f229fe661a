ALTER TABLE reservation_tasks DROP COLUMN refusals;
