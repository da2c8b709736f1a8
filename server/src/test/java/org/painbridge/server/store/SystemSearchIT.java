package org.painbridge.server.store;

import org.painbridge.server.ServerTest;

@ServerTest
class SystemSearchIT extends SystemSearchScenarios {}
