package org.painbridge.server.fhirserver;

import org.junit.jupiter.api.Order;
import org.painbridge.server.PostgresServerTest;

@Order(3)
@PostgresServerTest
class HistoryAtPostgresIT extends HistoryAtScenarios {}
