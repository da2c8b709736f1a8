package org.painbridge.server.terminology;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class DefinitionPostgresIT extends DefinitionScenarios {}
