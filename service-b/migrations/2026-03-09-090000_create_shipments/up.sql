CREATE TABLE shipments (
    id BINARY(16) NOT NULL,
    order_id BINARY(16) NOT NULL,
    warehouse_id BINARY(16) NOT NULL,
    status VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    carrier VARCHAR(120) NULL,
    tracking_code VARCHAR(40) NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY shipments_order_id (order_id),
    KEY shipments_warehouse_id (warehouse_id),
    CONSTRAINT shipments_warehouse_id_fk FOREIGN KEY (warehouse_id) REFERENCES warehouses (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
