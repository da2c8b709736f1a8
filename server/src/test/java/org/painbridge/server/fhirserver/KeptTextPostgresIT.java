package org.painbridge.server.fhirserver;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class KeptTextPostgresIT extends KeptTextScenarios {}
