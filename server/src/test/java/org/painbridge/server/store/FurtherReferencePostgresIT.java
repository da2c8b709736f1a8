package org.painbridge.server.store;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class FurtherReferencePostgresIT extends FurtherReferenceScenarios {}
