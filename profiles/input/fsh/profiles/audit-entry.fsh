Profile: AuditEntry
Parent: AuditEvent
Id: audit-entry
Title: "Entry of the audit trail"
Description: """Who asked the server for what, about whom, and what came of it. Restates what IHE's Basic Audit Log Patterns (BALP 1.1) ask of a read, a query, a create, an update and a delete that succeeded, so that it can be
checked without IHE's package; an entry that fits one of theirs names it in meta.profile. Anything that was refused or failed says so by outcome. No AuditEvent of CA Baseline is known."""
* type MS
* subtype 1..* MS
* action 1..1 MS
* recorded MS
* outcome 1..1 MS
* agent MS
* source.observer MS
* entity MS
* obeys pb-audit-requestor and pb-audit-read and pb-audit-query and pb-audit-write and pb-audit-delete and pb-audit-refused
