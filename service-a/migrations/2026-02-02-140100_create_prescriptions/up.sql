CREATE TABLE prescriptions (
  id BINARY(16) NOT NULL,
  customer_id BINARY(16) NOT NULL,
  prescriber VARCHAR(120) NOT NULL,
  issued_on DATE NOT NULL,
  expires_on DATE NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY prescriptions_customer_id_idx (customer_id),
  CONSTRAINT prescriptions_customer_id_fk FOREIGN KEY (customer_id) REFERENCES customers (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
