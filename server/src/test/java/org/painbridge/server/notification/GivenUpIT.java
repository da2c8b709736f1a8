package org.painbridge.server.notification;

import org.painbridge.server.ServerTest;

@ServerTest
class GivenUpIT extends GivenUpScenarios {}
