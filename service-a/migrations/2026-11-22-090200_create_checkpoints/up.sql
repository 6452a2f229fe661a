CREATE TABLE checkpoints (
    consumer VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    moved_at DATETIME(6) NOT NULL,
    PRIMARY KEY (consumer)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
