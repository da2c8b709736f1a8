-- Exports ($export). A step of an export writes one chunk and where the next one begins in one transaction, so that any node
-- can go on at any time, after a restart too.
create table export_job (
    job_id     varchar(64) not null primary key,
    -- open, completed, failed or cancelled
    state      varchar(10) not null,
    -- The moment whose state of the data is exported.
    as_of      bigint      not null,
    changed    bigint      not null,
    -- What was asked for, as JSON.
    definition ${bytes}    not null,
    -- How many types are done, and the res_id of the last resource looked at of the next one.
    types_done integer     not null,
    position   bigint      not null,
    resources  bigint      not null,
    problem    varchar(400)
);

-- The patients of an export of a group, as they were when it began.
create table export_patient (
    job_id     varchar(64) not null,
    -- As fhir_text.term, with which it is compared.
    patient_id varchar(64) ${collate} not null,
    primary key (job_id, patient_id)
);

-- bytes as they are sent without compression, stored as they lie in export_chunk.
create table export_file (
    job_id    varchar(64) not null,
    file_no   integer     not null,
    type      varchar(64) not null,
    resources bigint      not null,
    chunks    integer     not null,
    bytes     bigint      not null,
    stored    bigint      not null,
    primary key (job_id, file_no)
);

-- Lines of a file, packed with gzip.
create table export_chunk (
    job_id   varchar(64) not null,
    file_no  integer     not null,
    chunk_no integer     not null,
    body     ${bytes}    not null,
    primary key (job_id, file_no, chunk_no)
);
