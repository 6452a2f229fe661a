DROP TABLE product_copies;
