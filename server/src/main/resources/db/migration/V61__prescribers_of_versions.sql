-- A licence that nobody has is looked up within the request that names it: without rows to find, the whole table was read.
create index dispense_version_prescriber on dispense_version (prescriber, handed_by);
