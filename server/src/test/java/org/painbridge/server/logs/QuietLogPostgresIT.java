package org.painbridge.server.logs;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class QuietLogPostgresIT extends QuietLogScenarios {}
