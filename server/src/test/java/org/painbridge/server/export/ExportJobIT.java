package org.painbridge.server.export;

import org.painbridge.server.ServerTest;

@ServerTest
class ExportJobIT extends ExportJobScenarios {}
