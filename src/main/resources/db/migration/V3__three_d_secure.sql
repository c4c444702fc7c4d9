-- A cardholder's way through 3-D Secure: who may still go it, and what came back. Nothing of the card is here.
create table three_d_session (
    id varchar(32) primary key,
    payment_id varchar(26) not null unique references payment (id),
    operation_id varchar(26) not null,
    state varchar(10) not null,
    page_url varchar(600) not null,
    return_url varchar(1000),
    language varchar(2) not null,
    node varchar(32) not null,
    kept text not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    shown_at timestamp with time zone,
    ended_at timestamp with time zone
);
create index three_d_session_due on three_d_session (state, expires_at);

create table three_d_callback (
    id varchar(26) primary key,
    session_id varchar(32) not null references three_d_session (id),
    received_at timestamp with time zone not null,
    accepted boolean not null,
    reason varchar(500)
);
create index three_d_callback_session on three_d_callback (session_id);

alter table operation add md_status varchar(10);
alter table operation add eci varchar(10);
alter table operation add cavv varchar(100);
alter table operation add xid varchar(100);

alter table company add signing_secret varchar(500);
