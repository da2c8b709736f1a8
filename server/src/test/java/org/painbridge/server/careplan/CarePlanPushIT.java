package org.painbridge.server.careplan;

import org.painbridge.server.ServerTest;

@ServerTest
class CarePlanPushIT extends CarePlanPushScenarios {}
