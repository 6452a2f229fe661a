-- Back to the release before, after the last process of this one has ended: what has to be reserved or released goes on there.
-- That release does not refund: what waits for a refund is released again, and its audit log then says `refund_due`.
INSERT IGNORE INTO reservation_tasks (order_id, kind, attempts, next_attempt_at, refusals)
SELECT order_id, IF(state = 'reserving', 'reserve', 'release'), generation, COALESCE(next_timer_at, entered_at), refusals
FROM sagas WHERE state IN ('reserving', 'releasing', 'refunding');
