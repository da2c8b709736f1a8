package org.painbridge.server.fhirserver;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class ConditionalEntryPostgresIT extends ConditionalEntryScenarios {}
