create table vault_key (
    name varchar(40) primary key,
    secret text not null
);
