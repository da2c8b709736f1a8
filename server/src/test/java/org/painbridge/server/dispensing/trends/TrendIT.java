package org.painbridge.server.dispensing.trends;

import org.painbridge.server.ServerTest;

@ServerTest
class TrendIT extends TrendScenarios {}
