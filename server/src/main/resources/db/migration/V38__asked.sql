-- The CarePlan that a Task is about: who asked or was asked keeps the sight of both. $reindex of Task and ServiceRequest tells
-- of those that are there already.
alter table care_relation add column focus varchar(100) ${collate};
create index care_relation_focus on care_relation (focus);
