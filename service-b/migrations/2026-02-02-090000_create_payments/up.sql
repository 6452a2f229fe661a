-- An order belongs to the storefront, so `order_id` refers to nothing here. `live_order_id` is empty once a payment is
-- called off: its key keeps an order from being paid twice, and lets it be paid anew after a call-off.
CREATE TABLE payments (
    id BINARY(16) NOT NULL,
    order_id BINARY(16) NOT NULL,
    method VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    status VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    currency VARCHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    amount_minor BIGINT NOT NULL,
    captured_minor BIGINT NOT NULL,
    refunded_minor BIGINT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    live_order_id BINARY(16) GENERATED ALWAYS AS (CASE WHEN status = 'voided' THEN NULL ELSE order_id END) STORED,
    PRIMARY KEY (id),
    KEY payments_order_id (order_id),
    CONSTRAINT payments_live_order_id_key UNIQUE (live_order_id),
    CONSTRAINT payments_captured_minor_check CHECK (captured_minor >= 0 AND captured_minor <= amount_minor),
    CONSTRAINT payments_refunded_minor_check CHECK (refunded_minor >= 0 AND refunded_minor <= captured_minor)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
