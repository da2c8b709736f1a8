-- What CDS Hooks decided, for whom among the clients. Nothing of a patient. Times are milliseconds since 1970-01-01 UTC.
create table cds_decision (
    decision_id varchar(64)  not null primary key,
    -- Null where nobody was interrupted.
    card_id     varchar(64),
    client      varchar(200) not null,
    hook        varchar(40)  not null,
    mode        varchar(10)  not null,
    -- The category, or why there is none.
    verdict     varchar(40)  not null,
    rule        varchar(200),
    indicator   varchar(10)  not null,
    decided     bigint       not null
);
create index cds_decision_decided on cds_decision (decided);
create index cds_decision_card on cds_decision (card_id);

-- What became of the cards, as clients tell it: the same outcome counts once.
create table cds_feedback (
    card_id        varchar(64)  not null,
    outcome_at     bigint       not null,
    client         varchar(200) not null,
    outcome        varchar(20)  not null,
    -- Ids of the suggestions that were taken, separated by blanks.
    accepted       varchar(5000) not null,
    reason_system  varchar(400),
    reason_code    varchar(400),
    reason_display varchar(400),
    user_comment   varchar(4000),
    received       bigint       not null,
    primary key (card_id, outcome_at)
);
