CREATE TABLE product_copies (
    product_id BINARY(16) NOT NULL,
    version INT NOT NULL,
    PRIMARY KEY (product_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
