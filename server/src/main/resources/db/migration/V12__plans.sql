-- The collation of fhir_text.term, with which ids are compared: with another one a chain or a join cannot be answered from the
-- index of fhir_resource_identity.
alter table fhir_resource alter column fhir_id set data type varchar(64) ${collate};

-- PostgreSQL takes columns for independent, and so a code that is in 12,500 resources for one in 134. H2 has no such statistics.
${onlyPostgres} create statistics fhir_text_values (mcv, dependencies) on param_id, qualifier, term from fhir_text;
${onlyPostgres} analyze fhir_resource, fhir_text;
