package org.painbridge.server.store;

import org.painbridge.server.ServerTest;

@ServerTest
class UpgradeIT extends UpgradeScenarios {}
