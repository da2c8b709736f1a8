package org.painbridge.server.store;

import org.junit.jupiter.api.Order;
import org.painbridge.server.PostgresServerTest;

@Order(3)
@PostgresServerTest
class ReindexPostgresIT extends ReindexScenarios {}
