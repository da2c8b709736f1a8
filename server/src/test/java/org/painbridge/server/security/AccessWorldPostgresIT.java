package org.painbridge.server.security;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class AccessWorldPostgresIT extends AccessWorldScenarios {}
