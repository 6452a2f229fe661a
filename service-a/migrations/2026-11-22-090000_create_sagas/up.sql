-- Beside `reservation_tasks`, not in its place: during a rolling deploy the release before still writes tasks, and could not
-- make anything of a saga that waits for a payment. The workers of this release take those tasks over; `reservation_tasks` is
-- dropped by a later release, when none runs that writes it. Orders that the release before has confirmed have no saga: they
-- wait for their payment without a timer, and get one with the first fact about them.
CREATE TABLE sagas (
  order_id BINARY(16) NOT NULL,
  definition VARCHAR(40) COLLATE utf8mb4_bin NOT NULL,
  definition_version INT NOT NULL,
  state VARCHAR(40) COLLATE utf8mb4_bin NOT NULL,
  generation INT NOT NULL,
  refusals INT NOT NULL,
  next_timer_at DATETIME(6) NULL,
  entered_at DATETIME(6) NOT NULL,
  PRIMARY KEY (order_id),
  KEY sagas_next_timer_at_idx (next_timer_at),
  CONSTRAINT sagas_order_id_fk FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
