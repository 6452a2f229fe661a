CREATE TABLE reservation_lines (
    order_id BINARY(16) NOT NULL,
    product_id BINARY(16) NOT NULL,
    warehouse_id BINARY(16) NOT NULL,
    quantity INT NOT NULL,
    PRIMARY KEY (order_id, product_id, warehouse_id),
    KEY reservation_lines_product_id_warehouse_id (product_id, warehouse_id),
    CONSTRAINT reservation_lines_order_id_fk FOREIGN KEY (order_id) REFERENCES reservations (order_id),
    CONSTRAINT reservation_lines_product_id_warehouse_id_fk
        FOREIGN KEY (product_id, warehouse_id) REFERENCES inventory_items (product_id, warehouse_id),
    CONSTRAINT reservation_lines_quantity_check CHECK (quantity > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
