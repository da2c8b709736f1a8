package org.painbridge.server.packages;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class InstallPostgresIT extends InstallScenarios {}
