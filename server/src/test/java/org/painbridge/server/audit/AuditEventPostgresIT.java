package org.painbridge.server.audit;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class AuditEventPostgresIT extends AuditEventScenarios {}
