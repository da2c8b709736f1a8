-- Search values that belong together because they lie in one element (a component of an Observation, a characteristic of a
-- Group): for composite search parameters. element tells the elements of one resource apart; the rest is as in fhir_text and
-- fhir_range.
create table fhir_element_text (
    param_id  integer                not null,
    res_id    bigint                 not null,
    element   integer                not null,
    qualifier bigint                 not null,
    term      varchar(300) ${collate} not null,
    exact     varchar(300)
);
create index fhir_element_text_value on fhir_element_text (param_id, term, res_id, element, qualifier);
create index fhir_element_text_resource on fhir_element_text (res_id, param_id);

create table fhir_element_range (
    param_id  integer          not null,
    res_id    bigint           not null,
    element   integer          not null,
    qualifier bigint           not null,
    low       double precision not null,
    high      double precision not null
);
create index fhir_element_range_value on fhir_element_range (param_id, low, res_id);
create index fhir_element_range_resource on fhir_element_range (res_id, param_id);
