package org.painbridge.server.imaging.report;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class ReportPostgresIT extends ReportScenarios {}
