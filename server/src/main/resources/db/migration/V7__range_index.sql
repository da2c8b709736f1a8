-- In place of the index with low and high: PostgreSQL 18 took a condition on high alone for many searches of that index, and
-- used the one by value instead, twenty searches for each row. A resource has few ranges, so their rows are looked at.
drop index fhir_range_resource;
create index fhir_range_of_resource on fhir_range (res_id, param_id);
