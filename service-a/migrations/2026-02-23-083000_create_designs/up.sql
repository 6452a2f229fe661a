CREATE TABLE designs (
  id BINARY(16) NOT NULL,
  product_id BINARY(16) NOT NULL,
  customer_id BINARY(16) NULL,
  material VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
  size VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
  engraving VARCHAR(24) NULL,
  add_ons TEXT COLLATE utf8mb4_bin NOT NULL,
  price_minor BIGINT NOT NULL,
  currency VARCHAR(3) COLLATE utf8mb4_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY designs_product_id_idx (product_id),
  KEY designs_customer_id_idx (customer_id),
  CONSTRAINT designs_product_id_fk FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT designs_customer_id_fk FOREIGN KEY (customer_id) REFERENCES customers (id),
  CONSTRAINT designs_price_minor_check CHECK (price_minor >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
