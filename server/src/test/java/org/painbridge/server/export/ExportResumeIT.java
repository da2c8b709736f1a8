package org.painbridge.server.export;

import org.painbridge.server.ServerTest;

@ServerTest
class ExportResumeIT extends ExportResumeScenarios {}
