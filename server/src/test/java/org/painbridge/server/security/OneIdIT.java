package org.painbridge.server.security;

import org.painbridge.server.ServerTest;

@ServerTest
class OneIdIT extends OneIdScenarios {}
