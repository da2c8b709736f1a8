-- The audit trail: what was asked of this server, by whom, and about whom. Rows are added, never changed; each carries the
-- hash of its content and of the row before it in its chain. A chain belongs to one process.
create sequence audit_chain_seq start with 1 increment by 1;

create table audit_event (
    -- Milliseconds since 1970-01-01 UTC; never falls within a chain.
    at       bigint       not null,
    chain    integer      not null,
    -- 1, 2, 3 within the chain.
    link     bigint       not null,
    -- The interaction: read, search-type, create, operation, ...
    kind     varchar(40)  not null,
    -- That of HTTP.
    status   integer      not null,
    client   varchar(200) not null,
    person   varchar(400),
    address  varchar(64),
    request  varchar(200),
    -- Type/id/_history/version, Type/id or Type.
    target   varchar(400) not null,
    query    varchar(1000000),
    -- Whom it is about. What is about several has a row for each.
    patient  varchar(64) ${collate},
    hash     ${bytes}     not null,
    primary key (at, chain, link)
);
create index audit_event_patient on audit_event (patient, at, chain, link);
