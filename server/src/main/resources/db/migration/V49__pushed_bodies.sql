-- By which a repetition of a push is known before it is read: SHA-256 of the body. Of earlier answers it is not known.
alter table careplan_answer add column body_digest varchar(64);
create index careplan_answer_body on careplan_answer (body_digest);
