-- The FHIR store. One schema for H2 and PostgreSQL; ${bytes} and ${collate} are filled in for each (StoreConfiguration).
-- type_id and param_id are stable 32-bit hashes of the names (NameIds); the table fhir_name spells them out for people.

create table fhir_name (
    id   integer     not null primary key,
    name varchar(80) not null
);

create sequence fhir_resource_seq start with 1 increment by 1000;

-- The current version of every resource. Times are milliseconds since 1970-01-01 UTC. body is the JSON as it is served.
create table fhir_resource (
    type_id integer     not null,
    res_id  bigint      not null,
    fhir_id varchar(64) not null,
    version integer     not null,
    updated bigint      not null,
    deleted boolean     not null,
    body    ${bytes},
    primary key (type_id, res_id),
    constraint fhir_resource_identity unique (type_id, fhir_id)
);
create index fhir_resource_updated on fhir_resource (type_id, updated, res_id);

-- Versions that are no longer current.
create table fhir_history (
    type_id integer not null,
    res_id  bigint  not null,
    version integer not null,
    updated bigint  not null,
    deleted boolean not null,
    body    ${bytes},
    primary key (type_id, res_id, version)
);

-- Search values that are text. qualifier: token = hash of the system, reference = type_id of the target, else 0.
-- exact: a string as written, a token as written where it is not in lower case; term is the string without case and accents.
create table fhir_text (
    param_id  integer                not null,
    res_id    bigint                 not null,
    qualifier bigint                 not null,
    term      varchar(300) ${collate} not null,
    exact     varchar(300)
);
create index fhir_text_value on fhir_text (param_id, term, res_id, qualifier);
create index fhir_text_resource on fhir_text (res_id, param_id);

-- Search values that are ranges: dates (milliseconds), numbers, quantities. qualifier: hash of the unit, else 0.
create table fhir_range (
    param_id  integer          not null,
    res_id    bigint           not null,
    qualifier bigint           not null,
    low       double precision not null,
    high      double precision not null
);
create index fhir_range_value on fhir_range (param_id, low, res_id);
create index fhir_range_resource on fhir_range (res_id, param_id, low, high);
