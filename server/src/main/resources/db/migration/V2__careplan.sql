-- Pushes that were stored: the sender's identifier, what it stood for, and the answer to give again.
create table careplan_push (
    id_system    varchar(300) not null,
    id_value     varchar(300) not null,
    content_hash varchar(64)  not null,
    received     bigint       not null,
    answer       ${bytes}     not null,
    primary key (id_system, id_value)
);
