-- What the trail says of itself, one entry in thousands: looked up when a server starts with a key and when entries are taken away.
${onlyPostgres}create index audit_event_retention on audit_event (at) where kind = 'retention';
${onlyPostgres}create index audit_event_first_note on audit_event (at) where kind = 'checkpoint' and link = 1;
