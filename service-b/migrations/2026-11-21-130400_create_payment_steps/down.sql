DROP TABLE payment_steps;
