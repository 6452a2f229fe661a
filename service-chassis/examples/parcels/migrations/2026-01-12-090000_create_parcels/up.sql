CREATE TABLE parcels (
    id BINARY(16) NOT NULL,
    label VARCHAR(40) NOT NULL,
    weight INT NOT NULL,
    version INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT parcels_label_key UNIQUE (label)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
