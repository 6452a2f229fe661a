-- A step that the payment provider was or will be asked for, and whose outcome is not recorded yet: at most one a payment.
-- The row of a payment that is still to be authorised has no payment beside it, so `payment_id` refers to nothing.
CREATE TABLE payment_steps (
    payment_id BINARY(16) NOT NULL,
    request_id BINARY(16) NOT NULL,
    step VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency VARCHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    idempotency_key VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    fingerprint BINARY(32) NULL,
    due_at DATETIME(6) NOT NULL,
    PRIMARY KEY (payment_id),
    KEY payment_steps_due_at (due_at),
    CONSTRAINT payment_steps_idempotency_key_key UNIQUE (idempotency_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
