package org.painbridge.server.security;

import org.junit.jupiter.api.Order;
import org.painbridge.server.PostgresServerTest;

@Order(1)
@PostgresServerTest
class AccessWorldPostgresIT extends AccessWorldScenarios {}
