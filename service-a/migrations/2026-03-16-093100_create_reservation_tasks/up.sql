CREATE TABLE reservation_tasks (
  order_id BINARY(16) NOT NULL,
  kind VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
  attempts INT NOT NULL,
  next_attempt_at DATETIME(6) NOT NULL,
  PRIMARY KEY (order_id),
  KEY reservation_tasks_next_attempt_at_idx (next_attempt_at),
  CONSTRAINT reservation_tasks_order_id_fk FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
