CREATE TABLE categories (
  id BINARY(16) NOT NULL,
  parent_id BINARY(16) NULL,
  name VARCHAR(120) NOT NULL,
  slug VARCHAR(80) COLLATE utf8mb4_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT categories_slug_key UNIQUE (slug),
  KEY categories_parent_id_idx (parent_id),
  CONSTRAINT categories_parent_id_fk FOREIGN KEY (parent_id) REFERENCES categories (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
