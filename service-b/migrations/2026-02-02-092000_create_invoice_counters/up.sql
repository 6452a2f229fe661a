-- One row a series of invoices. A capture locks it until it commits, so numbers have no gaps.
CREATE TABLE invoice_counters (
    series VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (series)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
