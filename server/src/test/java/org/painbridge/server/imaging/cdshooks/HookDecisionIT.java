package org.painbridge.server.imaging.cdshooks;

import org.painbridge.server.ServerTest;

@ServerTest
class HookDecisionIT extends HookDecisionScenarios {}
