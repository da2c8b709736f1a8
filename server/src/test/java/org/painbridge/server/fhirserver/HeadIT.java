package org.painbridge.server.fhirserver;

import org.painbridge.server.ServerTest;

@ServerTest
class HeadIT extends HeadScenarios {}
