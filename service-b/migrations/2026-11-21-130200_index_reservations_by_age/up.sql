-- For the work that releases what was held too long: the oldest that are held.
ALTER TABLE reservations ADD KEY reservations_status_created_at (status, created_at);
