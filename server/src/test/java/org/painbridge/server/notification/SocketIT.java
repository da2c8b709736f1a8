package org.painbridge.server.notification;

import org.painbridge.server.ServerTest;

@ServerTest
class SocketIT extends SocketScenarios {}
