package org.painbridge.server.imaging;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class DecisionPostgresIT extends DecisionScenarios {}
