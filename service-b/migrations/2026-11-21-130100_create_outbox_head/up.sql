CREATE TABLE outbox_head (
    id INT NOT NULL,
    epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    owner BINARY(16) NOT NULL,
    leased_until DATETIME(6) NOT NULL,
    generation BIGINT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
