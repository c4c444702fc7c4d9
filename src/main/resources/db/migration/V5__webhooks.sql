-- What companies are told of their payments: the event as it is sent each time, and every attempt to send it.
-- What waits to be sent is in the outbox, under the event's id. What is neither there nor delivered was given up.
create table webhook_event (
    id varchar(26) primary key,
    company varchar(40) not null,
    payment_id varchar(26) not null,
    operation_id varchar(26) not null,
    type varchar(40) not null,
    body text not null,
    created_at timestamp with time zone not null,
    delivered_at timestamp with time zone
);
create index webhook_event_company on webhook_event (company, id);
create index webhook_event_payment on webhook_event (payment_id, id);
create index webhook_event_delivered on webhook_event (delivered_at, id);

create table webhook_attempt (
    id varchar(26) primary key,
    event_id varchar(26) not null references webhook_event (id),
    sent_at timestamp with time zone not null,
    http_status int,
    failure varchar(30),
    detail varchar(300),
    duration_ms bigint not null
);
create index webhook_attempt_event on webhook_attempt (event_id, id);

create index outbox_company on outbox (destination, company, due_at, id);
