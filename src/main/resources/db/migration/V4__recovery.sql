-- Payments that the bank is still to be asked about, or whose charge is to be given back; one row each.
create table recovery (
    payment_id varchar(26) primary key references payment (id),
    company varchar(40) not null,
    bank varchar(40) not null,
    goal varchar(10) not null,
    since timestamp with time zone not null,
    due_at timestamp with time zone not null,
    attempts int not null,
    given_up_at timestamp with time zone
);
create index recovery_due on recovery (bank, given_up_at, due_at);
create index recovery_company on recovery (company, since);

insert into recovery (payment_id, company, bank, goal, since, due_at, attempts)
select id, company, bank, 'settle', current_timestamp, current_timestamp, 0 from payment where status = 'unknown';

-- The processes that share this database, and when each was last seen.
create table node (
    id varchar(32) primary key,
    seen_at timestamp with time zone not null
);

-- The process that asks the bank for the operation.
alter table operation add node varchar(32);
