package org.painbridge.server.store;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class SystemSearchPostgresIT extends SystemSearchScenarios {}
