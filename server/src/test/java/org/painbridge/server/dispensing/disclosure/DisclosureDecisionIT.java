package org.painbridge.server.dispensing.disclosure;

import org.painbridge.server.ServerTest;

@ServerTest
class DisclosureDecisionIT extends DisclosureDecisionScenarios {}
