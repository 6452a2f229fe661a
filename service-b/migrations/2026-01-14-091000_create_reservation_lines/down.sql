DROP TABLE reservation_lines;
