-- Two addresses that differ only in case belong to one person, so the collation ignores case.
CREATE TABLE customers (
  id BINARY(16) NOT NULL,
  email VARCHAR(254) NOT NULL,
  name VARCHAR(120) NOT NULL,
  phone VARCHAR(16) COLLATE utf8mb4_bin NULL,
  street VARCHAR(120) NOT NULL,
  city VARCHAR(120) NOT NULL,
  postal_code VARCHAR(16) NOT NULL,
  country VARCHAR(2) COLLATE utf8mb4_bin NOT NULL,
  version INT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT customers_email_key UNIQUE (email)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
