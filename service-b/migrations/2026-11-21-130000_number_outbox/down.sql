ALTER TABLE outbox
    ADD KEY outbox_published_at_id (published_at, id),
    DROP KEY outbox_seq_position,
    DROP KEY outbox_position_key,
    DROP COLUMN seq,
    DROP COLUMN position;
