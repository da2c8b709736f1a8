-- Runs over all dispenses ($population-run and by schedule): the moment that was asked for, and the report.
create table population_run (
    job_id  varchar(64) not null primary key,
    -- open, completed or failed
    state   varchar(10) not null,
    changed bigint      not null,
    -- As of which moment, as text; empty for now. Null once the run has ended.
    archive ${bytes},
    problem varchar(1000)
);

create table population_run_file (
    job_id    varchar(64) not null,
    file_name varchar(40) not null,
    content   ${bytes}    not null,
    primary key (job_id, file_name)
);
