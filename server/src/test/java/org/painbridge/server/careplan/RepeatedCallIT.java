package org.painbridge.server.careplan;

import org.painbridge.server.ServerTest;

@ServerTest
class RepeatedCallIT extends RepeatedCallScenarios {}
