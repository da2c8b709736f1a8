-- Operations on stored plans that were done: who named them how, what they stood for, and the answer to give again.
create table careplan_answer (
    author       varchar(200) not null,
    id_system    varchar(300) not null,
    id_value     varchar(300) not null,
    content_hash varchar(64)  not null,
    received     bigint       not null,
    answer       ${bytes}     not null,
    primary key (author, id_system, id_value)
);
