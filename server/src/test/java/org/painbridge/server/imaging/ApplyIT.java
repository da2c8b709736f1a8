package org.painbridge.server.imaging;

import org.painbridge.server.ServerTest;

@ServerTest
class ApplyIT extends ApplyScenarios {}
