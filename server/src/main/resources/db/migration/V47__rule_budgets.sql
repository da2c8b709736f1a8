-- How often each interrupting rule made itself heard of late, and since when it is passive because that was more than its budget.
create table rule_budget (
    rule          varchar(20) not null,
    version       varchar(20) not null,
    looked        bigint      not null,
    -- The first day that counts.
    from_day      date        not null,
    dispenses     bigint      not null,
    findings      bigint      not null,
    -- Null while it interrupts.
    passive_since bigint,
    -- When somebody last let it interrupt again; only dispenses from the next day on count since.
    restored_on   date,
    primary key (rule, version)
);
