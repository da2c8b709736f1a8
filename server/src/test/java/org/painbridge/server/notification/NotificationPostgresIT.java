package org.painbridge.server.notification;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class NotificationPostgresIT extends NotificationScenarios {}
