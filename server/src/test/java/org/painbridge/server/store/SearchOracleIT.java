package org.painbridge.server.store;

import org.junit.jupiter.api.Order;
import org.painbridge.server.ServerTest;

@Order(2)
@ServerTest
class SearchOracleIT extends SearchOracleScenarios {}
