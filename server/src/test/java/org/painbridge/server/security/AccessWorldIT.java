package org.painbridge.server.security;

import org.junit.jupiter.api.Order;
import org.painbridge.server.ServerTest;

@Order(1)
@ServerTest
class AccessWorldIT extends AccessWorldScenarios {}
