package org.painbridge.server.packages;

import org.painbridge.server.ServerTest;

@ServerTest
class InstallIT extends InstallScenarios {}
