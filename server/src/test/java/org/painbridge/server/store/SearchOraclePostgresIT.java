package org.painbridge.server.store;

import org.junit.jupiter.api.Order;
import org.painbridge.server.PostgresServerTest;

@Order(2)
@PostgresServerTest
class SearchOraclePostgresIT extends SearchOracleScenarios {}
