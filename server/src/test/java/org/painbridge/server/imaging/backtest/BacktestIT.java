package org.painbridge.server.imaging.backtest;

import org.painbridge.server.ServerTest;

@ServerTest
class BacktestIT extends BacktestScenarios {}
