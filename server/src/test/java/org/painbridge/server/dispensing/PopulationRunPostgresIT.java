package org.painbridge.server.dispensing;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class PopulationRunPostgresIT extends PopulationRunScenarios {}
