-- Tables of indicators that are made behind the request ($nms-indicators with Prefer: respond-async).
create table trend_job (
    job_id  varchar(64) not null primary key,
    -- open, completed or failed
    state   varchar(10) not null,
    changed bigint      not null,
    -- What was asked for (TrendRequest). Null once the job has ended.
    archive ${bytes},
    problem varchar(1000)
);

create table trend_job_file (
    job_id    varchar(64) not null,
    file_name varchar(40) not null,
    content   ${bytes}    not null,
    primary key (job_id, file_name)
);
