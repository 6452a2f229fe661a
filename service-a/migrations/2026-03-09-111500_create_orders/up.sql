CREATE TABLE orders (
  id BINARY(16) NOT NULL,
  customer_id BINARY(16) NOT NULL,
  status VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
  currency VARCHAR(3) COLLATE utf8mb4_bin NOT NULL,
  subtotal_minor BIGINT NOT NULL,
  discount_minor BIGINT NOT NULL,
  tax_minor BIGINT NOT NULL,
  total_minor BIGINT NOT NULL,
  placed_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY orders_customer_id_idx (customer_id),
  CONSTRAINT orders_customer_id_fk FOREIGN KEY (customer_id) REFERENCES customers (id),
  CONSTRAINT orders_total_minor_check CHECK (total_minor = subtotal_minor - discount_minor + tax_minor)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
