-- Pushes are kept with the other operations on plans, by whom they came from; of earlier ones that is not known.
insert into careplan_answer (author, id_system, id_value, content_hash, received, answer)
select '', id_system, id_value, content_hash, received, answer from careplan_push;
drop table careplan_push;
