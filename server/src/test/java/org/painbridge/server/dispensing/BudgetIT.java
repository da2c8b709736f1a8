package org.painbridge.server.dispensing;

import org.painbridge.server.ServerTest;

@ServerTest
class BudgetIT extends BudgetScenarios {}
