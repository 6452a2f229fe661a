DROP TABLE outbox_head;
