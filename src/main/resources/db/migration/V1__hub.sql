create table company (
    code varchar(40) primary key,
    name varchar(200) not null,
    settings text not null,
    created_at timestamp with time zone not null,
    updated_at timestamp with time zone not null
);

create table api_key (
    id varchar(26) primary key,
    company varchar(40) references company (code),
    scopes varchar(400) not null,
    key_hash varchar(64) not null unique,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone
);

create table virtual_pos (
    company varchar(40) not null references company (code),
    code varchar(60) not null,
    bank varchar(40) not null,
    active boolean not null,
    environment varchar(20) not null,
    secure varchar(10) not null,
    allow_non_secure boolean not null,
    currencies varchar(100) not null,
    installments varchar(200) not null,
    priority int not null,
    outbound_ip varchar(45),
    endpoints text not null,
    credentials text not null,
    secrets text not null,
    created_at timestamp with time zone not null,
    updated_at timestamp with time zone not null,
    primary key (company, code)
);

create table payment (
    id varchar(26) primary key,
    company varchar(40) not null,
    virtual_pos varchar(60) not null,
    bank varchar(40) not null,
    operation varchar(10) not null,
    secure varchar(10) not null,
    status varchar(20) not null,
    resume_status varchar(20),
    version int not null,
    order_no varchar(64),
    transaction_code varchar(64) not null,
    amount bigint not null,
    captured_amount bigint not null,
    refunded_amount bigint not null,
    currency char(3) not null,
    installments int not null,
    channel varchar(10) not null,
    card_masked varchar(19),
    card_brand varchar(12),
    customer_ip varchar(45),
    customer_email varchar(254),
    customer_name varchar(200),
    customer_phone varchar(20),
    description varchar(255),
    metadata text not null,
    auth_code varchar(40),
    host_reference varchar(64),
    bank_transaction_id varchar(100),
    result_code varchar(30),
    retryable boolean,
    bank_code varchar(64),
    bank_message varchar(500),
    message_tr varchar(300),
    message_en varchar(300),
    created_at timestamp with time zone not null,
    completed_at timestamp with time zone,
    constraint payment_transaction_code unique (bank, transaction_code)
);
create index payment_company_created on payment (company, created_at);
create index payment_company_order on payment (company, order_no);
create index payment_transaction on payment (company, transaction_code);
create index payment_status on payment (status, created_at);

create table operation (
    id varchar(26) primary key,
    payment_id varchar(26) not null references payment (id),
    type varchar(10) not null,
    amount bigint not null,
    source varchar(10) not null,
    outcome varchar(10),
    result_code varchar(30),
    retryable boolean,
    bank_code varchar(64),
    bank_message varchar(500),
    message_tr varchar(300),
    message_en varchar(300),
    auth_code varchar(40),
    host_reference varchar(64),
    bank_transaction_id varchar(100),
    kept text not null,
    started_at timestamp with time zone not null,
    completed_at timestamp with time zone,
    duration_ms bigint
);
create index operation_payment on operation (payment_id, id);
create index operation_open on operation (completed_at, started_at);

create table bank_call (
    id varchar(26) primary key,
    operation_id varchar(26) not null references operation (id),
    message varchar(60) not null,
    url varchar(500) not null,
    request text not null,
    sent_at timestamp with time zone not null,
    transport varchar(20),
    http_status int,
    answer text,
    answered_at timestamp with time zone
);
create index bank_call_operation on bank_call (operation_id);

create table request_key (
    company varchar(40) not null,
    request_key varchar(200) not null,
    fingerprint varchar(64) not null,
    operation_id varchar(26) not null,
    payment_id varchar(26) not null,
    created_at timestamp with time zone not null,
    answer_status int,
    answer text,
    primary key (company, request_key)
);

create table outbox (
    id varchar(26) primary key,
    destination varchar(20) not null,
    company varchar(40) not null,
    payment_id varchar(26) not null,
    operation_id varchar(26) not null,
    payload text not null,
    created_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    attempts int not null,
    last_error varchar(500)
);
create index outbox_due on outbox (destination, due_at, id);
create index outbox_payment on outbox (payment_id, destination);
