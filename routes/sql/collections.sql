-- The list of collections (GET /api/v1/collections): one row for each operation, with all of these columns.
-- The hub asks "select … from (this statement) …" and adds company, filters, order and pages itself, by these names;
-- operation_id is unique, and occurred_at is never null.
select
    operation_id, transaction_code, payment_id, company, virtual_pos, bank, operation, outcome, payment_status, order_no,
    amount, currency, installments, channel, card_masked, card_brand, auth_code, host_reference, bank_transaction_id,
    result_code, bank_code, bank_message, message_tr, message_en, occurred_at
from card_collection
