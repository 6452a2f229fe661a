-- The rest of an order that the storefront has placed: fulfilment reserves, the storefront confirms.
-- Two transactions in two databases, as the two services do it; no HTTP between them. One order in each transaction:
-- the services write orders that come together in one.
SET autocommit = 0;
INSERT INTO fulfilment.reservations (order_id, status, created_at, updated_at) VALUES (:new, 'held', NOW(6), NOW(6));
SELECT product_id, warehouse_id, on_hand, reserved, updated_at
FROM fulfilment.inventory_items WHERE product_id = :product ORDER BY product_id, warehouse_id FOR UPDATE;
UPDATE fulfilment.inventory_items SET reserved = reserved + 1, updated_at = NOW(6)
WHERE product_id = :product ORDER BY warehouse_id LIMIT 1;
INSERT INTO fulfilment.reservation_lines (order_id, product_id, warehouse_id, quantity)
SELECT :new, product_id, warehouse_id, 1 FROM fulfilment.inventory_items WHERE product_id = :product ORDER BY warehouse_id LIMIT 1;
INSERT INTO fulfilment.outbox (id, event_type, subject_id, payload, occurred_at)
VALUES (:new, 'inventory::StockReserved', :new, '{"id": "01a1fbe5-b5e3-726c-81fd-49584569ae8d", "type": "inventory::StockReserved", "source": "service-b", "dataversion": "1.0.0", "subject": "019b8e3e-3868-78db-bfaf-75728b2b9e00", "time": "2026-11-21T02:18:17.955383Z", "data": {"order_id": "019b8e3e-3868-78db-bfaf-75728b2b9e00", "lines": [{"product_id": "019b8e40-0940-768b-bb24-867c99e67ea5", "warehouse_id": "019b8d10-4e08-75d9-a54c-e8e20ed90475", "quantity": 1}]}}', NOW(6));
SET autocommit = 1;
SET autocommit = 0;
UPDATE orders FORCE INDEX (PRIMARY) SET status = 'confirmed', updated_at = CASE id WHEN :new THEN NOW(6) END
WHERE status = 'pending' AND id IN (:new);
INSERT INTO audit_logs (id, actor, action, subject_type, subject_id, changes, occurred_at)
VALUES (:other, 'system', 'transitioned', 'order', :new, '{"status": "confirmed"}', NOW(6));
INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at)
VALUES (:other, 'orders::OrderConfirmed', :new, '{"id": "01a1fbe5-b5e3-726c-81fd-49584569ae8d", "type": "orders::OrderConfirmed", "source": "service-a", "dataversion": "1.1.0", "subject": "019b8e3e-3868-78db-bfaf-75728b2b9e00", "time": "2026-11-21T02:18:17.955383Z", "data": {"order_id": "019b8e3e-3868-78db-bfaf-75728b2b9e00"}}', NOW(6));
UPDATE sagas FORCE INDEX (PRIMARY) SET state = 'awaiting_payment', generation = generation + 1, refusals = 0,
next_timer_at = NOW(6) + INTERVAL 15 MINUTE, entered_at = NOW(6) WHERE (order_id = :new AND generation = 0);
SET autocommit = 1;
