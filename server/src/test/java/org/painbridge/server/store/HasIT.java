package org.painbridge.server.store;

import org.painbridge.server.ServerTest;

@ServerTest
class HasIT extends HasScenarios {}
