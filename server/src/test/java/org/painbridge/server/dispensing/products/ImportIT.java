package org.painbridge.server.dispensing.products;

import org.painbridge.server.ServerTest;

@ServerTest
class ImportIT extends ImportScenarios {}
