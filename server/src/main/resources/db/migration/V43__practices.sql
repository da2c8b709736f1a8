-- Of which periods the figures of all practices were counted, and when; made anew when they are old. Nothing of it is given out
-- but a prescriber's own, beside quartiles of others.
create table practice_run (
    -- Quarters since year 0, both included.
    first_quarter integer not null,
    last_quarter  integer not null,
    made          bigint  not null,
    primary key (first_quarter, last_quarter)
);
create table practice_count (
    first_quarter integer      not null,
    last_quarter  integer      not null,
    prescriber    varchar(400) not null,
    measure       varchar(60)  not null,
    people        bigint       not null,
    primary key (first_quarter, last_quarter, prescriber, measure)
);
