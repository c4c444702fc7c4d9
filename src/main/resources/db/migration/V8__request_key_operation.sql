-- The answer to a request is written by its operation; without this each one reads the whole table.
create index request_key_operation on request_key (operation_id);
