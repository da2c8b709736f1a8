-- Lists that are read in an order (SortedLists): for each Task with an owner and a status a row in the order of when it is due, and
-- one in that of its restriction period. Of those that are here already the rows are made now. H2 searches without them: there
-- $reindex brings them.
${onlyPostgres} insert into fhir_range (param_id, res_id, qualifier, low, high)
${onlyPostgres} select l.param_id, k.res_id, k.key, coalesce(d.low, 1e300), coalesce(d.low, 1e300)
${onlyPostgres} from (select distinct o.res_id, ('x' || encode(substring(sha256(convert_to(
${onlyPostgres}     o.qualifier || '/' || o.term || '|' || s.term, 'UTF8')) from 1 for 8), 'hex'))::bit(64)::bigint as key
${onlyPostgres}   from fhir_text o join fhir_text s on s.res_id = o.res_id and s.param_id = 1537861067 -- Task.status
${onlyPostgres}   where o.param_id = 1204966330) k -- Task.owner
${onlyPostgres} cross join (values (1449888980, -1844943096), (1080917797, -166264168)) as l (param_id, order_id)
${onlyPostgres} left join lateral (
${onlyPostgres}   select min(r.low) as low from fhir_range r where r.res_id = k.res_id and r.param_id = l.order_id) d on true;
${onlyPostgres} create index fhir_range_listed on fhir_range (param_id, qualifier, low, res_id)
${onlyPostgres}   where param_id in (1449888980, 1080917797);
