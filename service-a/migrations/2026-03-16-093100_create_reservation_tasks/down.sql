DROP TABLE reservation_tasks;
