package org.painbridge.server.export;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class ExportJobPostgresIT extends ExportJobScenarios {}
