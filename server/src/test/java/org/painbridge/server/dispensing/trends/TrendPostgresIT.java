package org.painbridge.server.dispensing.trends;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class TrendPostgresIT extends TrendScenarios {}
