package org.painbridge.server.notification;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class GivenUpPostgresIT extends GivenUpScenarios {}
