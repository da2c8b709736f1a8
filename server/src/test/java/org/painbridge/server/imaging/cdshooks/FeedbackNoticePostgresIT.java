package org.painbridge.server.imaging.cdshooks;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class FeedbackNoticePostgresIT extends FeedbackNoticeScenarios {}
