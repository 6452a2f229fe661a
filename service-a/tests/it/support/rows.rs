/// A row for every table, in the order in which they refer to each other.
pub const ROWS: &str = "
    INSERT IGNORE INTO roles VALUES (x'01', 'Optician', 'manage_orders', NOW(6));
    INSERT IGNORE INTO users VALUES
        (x'01', RPAD(x'01', 16, x'00'), 'ines@example.com', 'Ines', NULL, 'active', 1, NOW(6), NOW(6));
    INSERT IGNORE INTO audit_logs VALUES (x'01', 'system', 'created', 'brand', x'01', '{}', NOW(6));
    INSERT IGNORE INTO brands VALUES (x'01', 'Tejo', 'tejo', NOW(6));
    INSERT IGNORE INTO categories VALUES (x'01', NULL, 'Frames', 'frames', NOW(6));
    INSERT IGNORE INTO products VALUES
        (x'01', 'FRM-1', 'Oslo', '', RPAD(x'01', 16, x'00'), RPAD(x'01', 16, x'00'), 100, 'EUR', 'active', 1, NOW(6), NOW(6));
    INSERT IGNORE INTO customers VALUES
        (x'01', 'leon@example.com', 'Leon', NULL, 'Ring 1', 'Graz', '8010', 'AT', 1, NOW(6), NOW(6));
    INSERT IGNORE INTO prescriptions VALUES
        (x'01', RPAD(x'01', 16, x'00'), 'Dr. Weiss', '2026-01-01', '2027-01-01', NOW(6));
    INSERT IGNORE INTO prescription_items VALUES (RPAD(x'01', 16, x'00'), 'left', -125, 0, NULL, 0);
    INSERT IGNORE INTO designs VALUES
        (x'01', RPAD(x'01', 16, x'00'), NULL, 'steel', 'large', NULL, 'hard_case', 15400, 'EUR', NOW(6));
    INSERT IGNORE INTO orders (id, customer_id, status, currency, subtotal_minor, discount_minor, tax_minor, total_minor,
        placed_at, updated_at) VALUES (x'01', RPAD(x'01', 16, x'00'), 'pending', 'EUR', 100, 10, 18, 108, NOW(6), NOW(6));
    INSERT IGNORE INTO order_items VALUES
        (RPAD(x'01', 16, x'00'), 0, RPAD(x'01', 16, x'00'), NULL, 'FRM-1', 'Oslo', 1, 100, 100, 0);
    INSERT IGNORE INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES
        (x'01', 'orders::OrderPlaced', x'01', '{}', NOW(6));
    INSERT IGNORE INTO outbox_head VALUES (1, 1, 0, x'01', NOW(6), 0);
    INSERT IGNORE INTO feed_readers VALUES ('service-b.products', 1, 0, NOW(6));
    INSERT IGNORE INTO idempotency_keys VALUES ('key-1', x'01', x'01', NOW(6));
    INSERT IGNORE INTO reservation_tasks (order_id, kind, attempts, next_attempt_at) VALUES (RPAD(x'01', 16, x'00'), 'reserve', 0, NOW(6));
    INSERT IGNORE INTO sagas VALUES (RPAD(x'01', 16, x'00'), 'checkout', 1, 'reserving', 0, 0, NOW(6), NOW(6));
    INSERT IGNORE INTO checkpoints VALUES ('checkout', 1, 1, NOW(6));
    INSERT IGNORE INTO parked_facts (consumer, epoch, seq, id, event_type, subject_id, dataversion, payload, reason,
        failed_release, parked_at) VALUES ('checkout', 1, 1, x'01', 'payments::PaymentVoided', x'01', '1.5.0', '{}', 'no such order', 'service-a 1.0.0', NOW(6))";
