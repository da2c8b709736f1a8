-- What a reversal said, so that the same one sent again gets the first answer: SHA-256 of it, and the version of the dispense
-- that it made. Null where there is none, or it was made by an earlier build.
alter table nms_submission add column reversal_hash varchar(64);
alter table nms_submission add column reversal_version integer;
