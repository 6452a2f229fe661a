CREATE TABLE brands (
  id BINARY(16) NOT NULL,
  name VARCHAR(120) NOT NULL,
  slug VARCHAR(80) COLLATE utf8mb4_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT brands_slug_key UNIQUE (slug)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
