DROP TABLE prescription_items;
