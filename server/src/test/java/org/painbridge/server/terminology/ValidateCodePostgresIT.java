package org.painbridge.server.terminology;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class ValidateCodePostgresIT extends ValidateCodeScenarios {}
