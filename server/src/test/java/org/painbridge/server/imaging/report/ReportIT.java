package org.painbridge.server.imaging.report;

import org.painbridge.server.ServerTest;

@ServerTest
class ReportIT extends ReportScenarios {}
