package org.painbridge.server.security;

import org.painbridge.server.ServerTest;

@ServerTest
class AccessWorldIT extends AccessWorldScenarios {}
