-- The amounts are in the currency of the order.
CREATE TABLE order_items (
  order_id BINARY(16) NOT NULL,
  line_no INT NOT NULL,
  product_id BINARY(16) NOT NULL,
  design_id BINARY(16) NULL,
  sku VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
  name VARCHAR(120) NOT NULL,
  quantity INT NOT NULL,
  unit_price_minor BIGINT NOT NULL,
  line_total_minor BIGINT NOT NULL,
  short_by INT NOT NULL,
  PRIMARY KEY (order_id, line_no),
  KEY order_items_product_id_idx (product_id),
  KEY order_items_design_id_idx (design_id),
  CONSTRAINT order_items_order_id_fk FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT order_items_product_id_fk FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT order_items_design_id_fk FOREIGN KEY (design_id) REFERENCES designs (id),
  CONSTRAINT order_items_quantity_check CHECK (quantity > 0),
  CONSTRAINT order_items_short_by_check CHECK (short_by BETWEEN 0 AND quantity)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
