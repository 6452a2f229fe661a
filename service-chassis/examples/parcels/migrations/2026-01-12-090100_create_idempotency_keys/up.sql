CREATE TABLE idempotency_keys (
    idempotency_key VARCHAR(64) NOT NULL,
    fingerprint BINARY(32) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (idempotency_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
