package org.painbridge.server.imaging;

import org.painbridge.server.ServerTest;

@ServerTest
class DecisionIT extends DecisionScenarios {}
