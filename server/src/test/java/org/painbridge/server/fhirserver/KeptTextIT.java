package org.painbridge.server.fhirserver;

import org.painbridge.server.ServerTest;

@ServerTest
class KeptTextIT extends KeptTextScenarios {}
