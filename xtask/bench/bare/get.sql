-- One product by its primary key.
SELECT id, sku, name, description, category_id, brand_id, price_minor, currency, status, version, created_at, updated_at
FROM products WHERE id = :product;
