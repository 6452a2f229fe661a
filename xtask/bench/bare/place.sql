-- One order of one product, as the storefront writes it before anybody is asked for stock: one transaction
-- for each order; the storefront writes orders that come together in one.
SELECT id, country FROM customers WHERE id IN (:customer);
SELECT id, sku, name, price_minor, currency, status FROM products WHERE id IN (:product);
SET autocommit = 0;
INSERT INTO idempotency_keys (idempotency_key, fingerprint, order_id, created_at)
VALUES (LOWER(HEX(:new)), UNHEX(SHA2(:new, 256)), :new, NOW(6));
INSERT INTO orders (id, customer_id, status, currency, subtotal_minor, discount_minor, tax_minor, total_minor, gift_message, placed_at, updated_at)
VALUES (:new, :customer, 'pending', 'EUR', 2890, 0, 0, 2890, NULL, NOW(6), NOW(6));
INSERT INTO order_items (order_id, line_no, product_id, design_id, sku, name, quantity, unit_price_minor, line_total_minor, short_by)
VALUES (:new, 1, :product, NULL, 'CARE-CHAIN-GLD', 'Glasses chain gold tone', 1, 2890, 2890, 0);
INSERT INTO audit_logs (id, actor, action, subject_type, subject_id, changes, occurred_at)
VALUES (:new, 'system', 'created', 'order', :new, '{"customer_id": "019b8e75-c710-7fd7-9c76-32e1b76f8f25", "status": "pending", "total": {"amount_minor": 2890, "currency": "EUR"}}', NOW(6));
INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at)
VALUES (:new, 'orders::OrderPlaced', :new, '{"id": "01a1fbe5-b5e3-726c-81fd-49584569ae8d", "type": "orders::OrderPlaced", "source": "service-a", "dataversion": "1.1.0", "subject": "019b8e3e-3868-78db-bfaf-75728b2b9e00", "time": "2026-11-21T02:18:17.955383Z", "data": {"order_id": "019b8e3e-3868-78db-bfaf-75728b2b9e00", "customer_id": "019b8e75-c710-7fd7-9c76-32e1b76f8f25", "lines": [{"product_id": "019b8e40-0940-768b-bb24-867c99e67ea5", "quantity": 1}], "total": {"amount_minor": 2890, "currency": "EUR"}}}', NOW(6));
INSERT INTO sagas (order_id, definition, definition_version, state, generation, refusals, next_timer_at, entered_at)
VALUES (:new, 'checkout', 1, 'reserving', 0, 0, NOW(6) + INTERVAL 10 SECOND, NOW(6));
SET autocommit = 1;
