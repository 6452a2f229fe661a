ALTER TABLE reservations DROP KEY reservations_status_created_at;
