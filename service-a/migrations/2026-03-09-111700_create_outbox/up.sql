CREATE TABLE outbox (
  id BINARY(16) NOT NULL,
  event_type VARCHAR(80) COLLATE utf8mb4_bin NOT NULL,
  subject_id BINARY(16) NOT NULL,
  payload TEXT NOT NULL,
  occurred_at DATETIME(6) NOT NULL,
  published_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY outbox_published_at_idx (published_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
