package org.painbridge.server.dispensing.disclosure;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class DisclosurePostgresIT extends DisclosureScenarios {}
