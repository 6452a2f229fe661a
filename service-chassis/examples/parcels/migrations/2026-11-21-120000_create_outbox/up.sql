CREATE TABLE outbox (
    id BINARY(16) NOT NULL,
    event_type VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject_id BINARY(16) NOT NULL,
    payload TEXT NOT NULL,
    occurred_at DATETIME(6) NOT NULL,
    position BIGINT NOT NULL AUTO_INCREMENT,
    seq BIGINT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY outbox_position_key (position),
    KEY outbox_seq_position (seq, position)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
