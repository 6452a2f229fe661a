CREATE TABLE parked_facts (
    consumer VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    id BINARY(16) NOT NULL,
    event_type VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject_id BINARY(16) NOT NULL,
    dataversion VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    payload MEDIUMTEXT NOT NULL,
    reason VARCHAR(500) NOT NULL,
    failed_release VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    parked_at DATETIME(6) NOT NULL,
    redrive_at DATETIME(6) NULL,
    PRIMARY KEY (consumer, epoch, seq),
    KEY parked_facts_consumer_subject_id (consumer, subject_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
