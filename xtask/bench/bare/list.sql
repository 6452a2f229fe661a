-- A page of 20 products, newest first; the 21st shows whether there is another page.
SELECT id, sku, name, description, category_id, brand_id, price_minor, currency, status, version, created_at, updated_at
FROM products WHERE id < :last ORDER BY id DESC LIMIT 21;
