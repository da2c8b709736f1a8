package org.painbridge.server.dispensing;

import org.painbridge.server.ServerTest;

@ServerTest
class PopulationRunIT extends PopulationRunScenarios {}
