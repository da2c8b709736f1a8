package org.painbridge.server.export;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class ExportPostgresIT extends ExportScenarios {}
