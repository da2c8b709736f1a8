-- Tokens of CDS clients that were used, until they expire: each counts once, on whichever node. Nothing of the token itself.
create table hook_token (
    -- SHA-256 over issuer and jti, in hex.
    token   varchar(64) not null primary key,
    -- Milliseconds since 1970-01-01 UTC; from then on the token is refused for its age.
    expires bigint      not null
);
create index hook_token_expires on hook_token (expires);
