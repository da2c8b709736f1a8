package org.painbridge.server.audit;

import org.painbridge.server.ServerTest;

@ServerTest
class AuditChainIT extends AuditChainScenarios {}
