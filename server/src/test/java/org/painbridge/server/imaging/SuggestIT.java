package org.painbridge.server.imaging;

import org.painbridge.server.ServerTest;

@ServerTest
class SuggestIT extends SuggestScenarios {}
