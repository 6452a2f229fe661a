ALTER TABLE outbox
    ADD COLUMN position BIGINT NOT NULL AUTO_INCREMENT,
    ADD COLUMN seq BIGINT NULL,
    ADD UNIQUE KEY outbox_position_key (position),
    ADD KEY outbox_seq_position (seq, position),
    DROP KEY outbox_published_at_id;
