-- The keys that callers encrypt cards for; the last generation is the current one. A key that is not to be used any more has no private part.
create table card_key (
    generation int primary key,
    kid varchar(43) not null unique,
    public_key text not null,
    private_key text,
    created_at timestamp with time zone not null
);

-- Of a request whose card came encrypted: recognises its repeat when the card cannot be decrypted any more.
alter table request_key add encrypted_fingerprint varchar(64);
