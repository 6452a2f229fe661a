CREATE TABLE prescription_items (
  prescription_id BINARY(16) NOT NULL,
  eye VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
  sphere INT NOT NULL,
  cylinder INT NOT NULL,
  axis INT NULL,
  addition INT NOT NULL,
  PRIMARY KEY (prescription_id, eye),
  CONSTRAINT prescription_items_prescription_id_fk FOREIGN KEY (prescription_id) REFERENCES prescriptions (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
