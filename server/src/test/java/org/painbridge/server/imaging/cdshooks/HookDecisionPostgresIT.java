package org.painbridge.server.imaging.cdshooks;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class HookDecisionPostgresIT extends HookDecisionScenarios {}
