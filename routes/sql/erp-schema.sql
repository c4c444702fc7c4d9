-- The ERP's table of collections. Run once per start, when the ERP's database is first reached.
create table if not exists card_collection (
    operation_id varchar(26) primary key,
    transaction_code varchar(64) not null,
    payment_id varchar(26) not null,
    company varchar(40) not null,
    virtual_pos varchar(60) not null,
    bank varchar(40) not null,
    operation varchar(10) not null,
    outcome varchar(10) not null,
    payment_status varchar(20) not null,
    order_no varchar(64),
    amount numeric(19, 2) not null,
    currency char(3) not null,
    installments int not null,
    channel varchar(10) not null,
    card_masked varchar(19),
    card_brand varchar(12),
    auth_code varchar(40),
    host_reference varchar(64),
    bank_transaction_id varchar(100),
    result_code varchar(30),
    bank_code varchar(64),
    bank_message varchar(500),
    message_tr varchar(300),
    message_en varchar(300),
    occurred_at timestamp with time zone not null
);
create index if not exists card_collection_occurred on card_collection (occurred_at, operation_id);
create index if not exists card_collection_company on card_collection (company, occurred_at, operation_id);
