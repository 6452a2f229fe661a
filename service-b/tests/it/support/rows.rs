//! A row for every table, in the order in which they refer to each other.

/// The migrations are tested with these in the tables.
pub const ROWS: &str = "
    INSERT IGNORE INTO warehouses VALUES (x'01', 'BER-1', 'Berlin', 'DE', NOW(6));
    INSERT IGNORE INTO products VALUES (x'01', 'FRM-1', 'Oslo', '', x'01', x'01', 100, 'EUR', 'active', 1, NOW(6), NOW(6));
    INSERT IGNORE INTO inventory_items VALUES (RPAD(x'01', 16, x'00'), RPAD(x'01', 16, x'00'), 5, 2, NOW(6));
    INSERT IGNORE INTO reservations VALUES (x'01', 'held', NOW(6), NOW(6));
    INSERT IGNORE INTO reservation_lines VALUES
        (RPAD(x'01', 16, x'00'), RPAD(x'01', 16, x'00'), RPAD(x'01', 16, x'00'), 2);
    INSERT IGNORE INTO payments (
        id, order_id, method, status, currency, amount_minor, captured_minor, refunded_minor, created_at, updated_at
    ) VALUES (x'01', x'01', 'card', 'captured', 'EUR', 100, 100, 0, NOW(6), NOW(6));
    INSERT IGNORE INTO invoices VALUES (x'01', 'INV-2026-000001', x'01', RPAD(x'01', 16, x'00'), 'EUR', 100, NOW(6));
    INSERT IGNORE INTO invoice_counters VALUES ('2026', 1);
    INSERT IGNORE INTO idempotency_keys VALUES ('key-1', x'01', x'01', '{}', NOW(6));
    INSERT IGNORE INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES
        (x'01', 'inventory::StockReserved', x'01', '{}', NOW(6));
    INSERT IGNORE INTO outbox_head VALUES (1, 1, 0, x'01', NOW(6), 0);
    INSERT IGNORE INTO feed_readers VALUES ('service-a.checkout', 1, 0, NOW(6));
    INSERT IGNORE INTO audit_logs VALUES (x'01', 'system', 'created', 'payment', x'01', '{}', NOW(6));
    INSERT IGNORE INTO shipments VALUES (x'01', x'01', RPAD(x'01', 16, x'00'), 'preparing', NULL, NULL, NOW(6), NOW(6));
    INSERT IGNORE INTO notifications VALUES (x'01', 'email', 'ines@example.com', 'paid', NULL, 'queued', NOW(6), NULL);
    INSERT IGNORE INTO payment_steps VALUES (x'01', x'01', 'void', 100, 'EUR', NULL, NULL, '2126-01-01');
    INSERT IGNORE INTO product_copies VALUES (x'01', 1);
    INSERT IGNORE INTO checkpoints VALUES ('products', 1, 0, NOW(6));
    INSERT IGNORE INTO parked_facts VALUES
        ('products', 1, 1, x'01', 'catalog::ProductChanged', x'01', '1.5.0', '{}', 'it does not fit', '1.0.0', NOW(6), NULL)";
