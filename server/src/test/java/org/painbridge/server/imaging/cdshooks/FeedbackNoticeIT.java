package org.painbridge.server.imaging.cdshooks;

import org.painbridge.server.ServerTest;

@ServerTest
class FeedbackNoticeIT extends FeedbackNoticeScenarios {}
