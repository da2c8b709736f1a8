package org.painbridge.server.dispensing.products;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class ImportPostgresIT extends ImportScenarios {}
