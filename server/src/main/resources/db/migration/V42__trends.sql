-- Every table of trends that was ever given out. It is never changed: a new table is checked against all of these, and the same
-- request gets the same table again.
create table trend_release (
    release_id    varchar(64)   not null primary key,
    -- What was asked for, and by which limit and regions; the cells of one request differ by edition only.
    request       varchar(4000) not null,
    edition       integer       not null,
    -- Quarters since year 0, both included.
    first_quarter integer       not null,
    last_quarter  integer       not null,
    -- By what was known at that moment; milliseconds since 1970, as all moments.
    as_of         bigint        not null,
    released_at   bigint        not null
);
create index trend_release_quarters on trend_release (first_quarter, last_quarter);

-- Its cells, with what they hold also where that was withheld: later tables must not tell it either.
create table trend_cell (
    release_id varchar(64)  not null,
    indicator  varchar(60)  not null,
    -- region|quarters|age|sex|drug, * where it is not limited.
    cell       varchar(400) not null,
    amount     bigint       not null,
    people     bigint       not null,
    withheld   boolean      not null,
    primary key (release_id, indicator, cell)
);
