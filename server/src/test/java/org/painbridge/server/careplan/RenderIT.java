package org.painbridge.server.careplan;

import org.painbridge.server.ServerTest;

@ServerTest
class RenderIT extends RenderScenarios {}
