-- One finished operation. Repeating it changes nothing: the key is the operation's id.
-- The casts tell PostgreSQL the type of a parameter whose value is null.
insert into card_collection (
    operation_id, transaction_code, payment_id, company, virtual_pos, bank, operation, outcome, payment_status, order_no,
    amount, currency, installments, channel, card_masked, card_brand, auth_code, host_reference, bank_transaction_id,
    result_code, bank_code, bank_message, message_tr, message_en, occurred_at)
select
    cast(:#operation_id as varchar(26)), cast(:#transaction_code as varchar(64)), cast(:#payment_id as varchar(26)),
    cast(:#company as varchar(40)), cast(:#virtual_pos as varchar(60)), cast(:#bank as varchar(40)),
    cast(:#operation as varchar(10)), cast(:#outcome as varchar(10)), cast(:#payment_status as varchar(20)),
    cast(:#order_no as varchar(64)), cast(:#amount as numeric(19, 2)), cast(:#currency as char(3)),
    cast(:#installments as int), cast(:#channel as varchar(10)), cast(:#card_masked as varchar(19)),
    cast(:#card_brand as varchar(12)), cast(:#auth_code as varchar(40)), cast(:#host_reference as varchar(64)),
    cast(:#bank_transaction_id as varchar(100)), cast(:#result_code as varchar(30)), cast(:#bank_code as varchar(64)),
    cast(:#bank_message as varchar(500)), cast(:#message_tr as varchar(300)), cast(:#message_en as varchar(300)),
    cast(:#occurred_at as timestamp with time zone)
where not exists (select 1 from card_collection where operation_id = cast(:#operation_id as varchar(26)))
