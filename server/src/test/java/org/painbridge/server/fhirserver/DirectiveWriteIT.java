package org.painbridge.server.fhirserver;

import org.painbridge.server.ServerTest;

@ServerTest
class DirectiveWriteIT extends DirectiveWriteScenarios {}
