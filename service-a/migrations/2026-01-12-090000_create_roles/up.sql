CREATE TABLE roles (
  id BINARY(16) NOT NULL,
  name VARCHAR(120) NOT NULL,
  permissions TEXT COLLATE utf8mb4_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT roles_name_key UNIQUE (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
