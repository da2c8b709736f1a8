package org.painbridge.server.terminology;

import org.painbridge.server.ServerTest;

@ServerTest
class DefinitionIT extends DefinitionScenarios {}
