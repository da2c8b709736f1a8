package org.painbridge.server.logs;

import org.painbridge.server.ServerTest;

@ServerTest
class QuietLogIT extends QuietLogScenarios {}
