package org.painbridge.server.fhirserver;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class RacePostgresIT extends RaceScenarios {}
