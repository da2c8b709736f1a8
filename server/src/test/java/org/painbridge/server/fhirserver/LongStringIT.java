package org.painbridge.server.fhirserver;

import org.painbridge.server.ServerTest;

@ServerTest
class LongStringIT extends LongStringScenarios {}
