package org.painbridge.server.dispensing.nms;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class PlainDispensesPostgresIT extends PlainDispensesScenarios {}
