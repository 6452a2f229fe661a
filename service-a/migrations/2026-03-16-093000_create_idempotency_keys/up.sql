-- No foreign key: the row is written before its order, so that the same request sent twice meets here first.
CREATE TABLE idempotency_keys (
  idempotency_key VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
  fingerprint BINARY(32) NOT NULL,
  order_id BINARY(16) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (idempotency_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
