package org.painbridge.server.dispensing.disclosure;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class DisclosureDecisionPostgresIT extends DisclosureDecisionScenarios {}
