CREATE TABLE audit_logs (
    id BINARY(16) NOT NULL,
    actor VARCHAR(120) NOT NULL,
    action VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject_type VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject_id BINARY(16) NOT NULL,
    changes TEXT NOT NULL,
    occurred_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY audit_logs_subject_id (subject_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
