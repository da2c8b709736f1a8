package org.painbridge.server.dispensing.nms;

import org.painbridge.server.ServerTest;

@ServerTest
class NmsRebuildIT extends NmsRebuildScenarios {}
