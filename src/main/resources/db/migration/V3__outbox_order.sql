drop index outbox_due;
create index outbox_due on outbox (destination, due_at, id);
create index outbox_payment on outbox (payment_id, destination);
