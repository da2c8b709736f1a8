package org.painbridge.server.fhirserver;

import org.junit.jupiter.api.Order;
import org.painbridge.server.ServerTest;

@Order(3)
@ServerTest
class HistoryAtIT extends HistoryAtScenarios {}
