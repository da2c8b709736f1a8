-- What findings count has an index now (DetectedIssue?evidence=), by which they are hidden with a dispense that has a label. Of those
-- that are here already the rows are made now, for dispenses. H2 does without: there, and for evidence of another kind and for
-- Communication?about=, $reindex brings them.
${onlyPostgres} insert into fhir_text (param_id, res_id, qualifier, term)
${onlyPostgres} select distinct -363892158, r.res_id, 869810366, m.part[1]
${onlyPostgres} from (select res_id, convert_from(body, 'UTF8') as body from fhir_resource
${onlyPostgres}   where type_id = -235555907 and not deleted offset 0) r -- DetectedIssue
${onlyPostgres} cross join lateral regexp_matches(substring(r.body from '"evidence":.*'),
${onlyPostgres}   '"reference":"MedicationDispense/([A-Za-z0-9.-]{1,64})["/]', 'g') as m(part);
