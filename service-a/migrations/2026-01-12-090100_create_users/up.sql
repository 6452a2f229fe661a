-- Two addresses that differ only in case belong to one person, so the collation ignores case.
CREATE TABLE users (
  id BINARY(16) NOT NULL,
  role_id BINARY(16) NOT NULL,
  email VARCHAR(254) NOT NULL,
  name VARCHAR(120) NOT NULL,
  phone VARCHAR(16) COLLATE utf8mb4_bin NULL,
  status VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
  version INT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT users_email_key UNIQUE (email),
  KEY users_role_id_idx (role_id),
  CONSTRAINT users_role_id_fk FOREIGN KEY (role_id) REFERENCES roles (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
