-- The checks are the last line of defence: whatever a program does, nothing is sold that is not there.
CREATE TABLE inventory_items (
    product_id BINARY(16) NOT NULL,
    warehouse_id BINARY(16) NOT NULL,
    on_hand INT NOT NULL,
    reserved INT NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (product_id, warehouse_id),
    KEY inventory_items_warehouse_id (warehouse_id),
    CONSTRAINT inventory_items_product_id_fk FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT inventory_items_warehouse_id_fk FOREIGN KEY (warehouse_id) REFERENCES warehouses (id),
    CONSTRAINT inventory_items_reserved_check CHECK (reserved >= 0 AND reserved <= on_hand)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
