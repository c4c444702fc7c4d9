-- Whether a node has had the row in its hands: it may have reached its destination, though that could not be written down.
alter table outbox add claimed boolean default false not null;
