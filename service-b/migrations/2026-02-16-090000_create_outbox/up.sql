-- `published_at` leads the index, because the relay asks for the oldest rows that have none.
CREATE TABLE outbox (
    id BINARY(16) NOT NULL,
    event_type VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject_id BINARY(16) NOT NULL,
    payload TEXT NOT NULL,
    occurred_at DATETIME(6) NOT NULL,
    published_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY outbox_published_at_id (published_at, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
