package org.painbridge.server.careplan;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class RepeatedCallPostgresIT extends RepeatedCallScenarios {}
