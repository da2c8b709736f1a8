-- What codes are called (:text) is asked for by its beginning: what another text of the resource begins with needs no row of
-- its own, nor does any the text as it was written.
delete from fhir_text where param_id in (select n.id from fhir_name n where n.name like '%:text') and exists (
    select 1 from fhir_text other
    where other.param_id = fhir_text.param_id and other.res_id = fhir_text.res_id
        and (other.term = fhir_text.term and other.exact < fhir_text.exact
            or other.term <> fhir_text.term
                and substring(other.term, 1, char_length(fhir_text.term)) = fhir_text.term));

update fhir_text set exact = null where exact is not null
    and param_id in (select n.id from fhir_name n where n.name like '%:text');
