package org.painbridge.server.imaging.cdshooks;

import org.painbridge.server.ServerTest;

@ServerTest
class HookChartIT extends HookChartScenarios {}
