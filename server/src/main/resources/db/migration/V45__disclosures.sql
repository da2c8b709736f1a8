-- Disclosures ($nms-disclose): who asked for what by which law, who approved it, and the package until it expires.
create table disclosure (
    disclosure_id    varchar(64)   not null primary key,
    -- pending, released or rejected
    state            varchar(10)   not null,
    requested        bigint        not null,
    requester_client varchar(400)  not null,
    requester_person varchar(400)  not null,
    recipient        varchar(100)  not null,
    basis            varchar(100)  not null,
    purpose          varchar(1000) not null,
    case_reference   varchar(200)  not null,
    -- system|value of the licence or the health number.
    subject_key      varchar(400)  not null,
    -- Null where the subject is a prescriber.
    patient_id       varchar(64),
    from_day         date          not null,
    to_day           date          not null,
    as_of            bigint        not null,
    fields           varchar(400)  not null,
    -- Of the request while it waits, of the package once it is released.
    expires          bigint        not null,
    decided          bigint,
    decider_client   varchar(400),
    decider_person   varchar(400),
    reason           varchar(1000),
    downloads        integer       not null,
    -- Since when it is known that a correction changed what the package tells.
    changed          bigint
);

-- Taken away once the package expires; the row above stays.
create table disclosure_file (
    disclosure_id varchar(64) not null,
    file_name     varchar(40) not null,
    content       ${bytes}    not null,
    primary key (disclosure_id, file_name)
);
