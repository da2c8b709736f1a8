package org.painbridge.server.store;

import org.junit.jupiter.api.Order;
import org.painbridge.server.ServerTest;

@Order(3)
@ServerTest
class DirectiveWorldIT extends DirectiveWorldScenarios {}
