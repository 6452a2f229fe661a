-- `fingerprint` is what the request said: the same key with other words is refused.
CREATE TABLE idempotency_keys (
    idempotency_key VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    fingerprint BINARY(32) NOT NULL,
    payment_id BINARY(16) NOT NULL,
    outcome TEXT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (idempotency_key),
    KEY idempotency_keys_created_at (created_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
