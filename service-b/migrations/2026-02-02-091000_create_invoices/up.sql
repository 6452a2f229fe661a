CREATE TABLE invoices (
    id BINARY(16) NOT NULL,
    number VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    order_id BINARY(16) NOT NULL,
    payment_id BINARY(16) NOT NULL,
    currency VARCHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    total_minor BIGINT NOT NULL,
    issued_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY invoices_order_id (order_id),
    CONSTRAINT invoices_number_key UNIQUE (number),
    CONSTRAINT invoices_payment_id_key UNIQUE (payment_id),
    CONSTRAINT invoices_payment_id_fk FOREIGN KEY (payment_id) REFERENCES payments (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
