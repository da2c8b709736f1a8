-- For the history of a type: its past versions in the order of time. The history of the server is that of all its types, so it
-- needs no index of its own, which every write would have to keep.
create index fhir_history_updated on fhir_history (type_id, updated, res_id, version);
