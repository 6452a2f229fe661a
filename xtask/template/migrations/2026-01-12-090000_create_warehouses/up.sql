-- Codes are compared letter by letter: `BER-1` is not `ber-1`.
CREATE TABLE warehouses (
    id BINARY(16) NOT NULL PRIMARY KEY,
    code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(120) NOT NULL,
    country VARCHAR(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT warehouses_code_key UNIQUE (code)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
