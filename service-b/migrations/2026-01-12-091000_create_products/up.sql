-- A copy of what the storefront sells. Categories and brands are not kept here, so nothing refers to them.
CREATE TABLE products (
    id BINARY(16) NOT NULL,
    sku VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(120) NOT NULL,
    description TEXT NOT NULL,
    category_id BINARY(16) NOT NULL,
    brand_id BINARY(16) NOT NULL,
    price_minor BIGINT NOT NULL,
    currency VARCHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    status VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    version INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT products_sku_key UNIQUE (sku)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
