-- Imports of Health Canada's Drug Product Database ($import-products): what was sent, and what became of it.
create table product_import (
    job_id  varchar(64) not null primary key,
    -- open, completed or failed
    state   varchar(10) not null,
    changed bigint      not null,
    -- The zip; null once the import has ended.
    archive ${bytes},
    problem varchar(1000)
);

create table product_import_file (
    job_id    varchar(64) not null,
    file_name varchar(40) not null,
    content   ${bytes}    not null,
    primary key (job_id, file_name)
);

-- By which table of products the findings of stored dispenses are; a single row.
create table product_check (
    one        integer      not null primary key,
    -- SHA-256 of the table.
    products   varchar(64)  not null,
    -- The last patient whose dispenses were judged by it; null once all are.
    patient_id varchar(100)
);
