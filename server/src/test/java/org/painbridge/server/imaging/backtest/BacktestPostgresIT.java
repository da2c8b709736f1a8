package org.painbridge.server.imaging.backtest;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class BacktestPostgresIT extends BacktestScenarios {}
