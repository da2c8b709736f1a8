package org.painbridge.server.fhirserver;

import org.painbridge.server.ServerTest;

@ServerTest
class PatchReferenceIT extends PatchReferenceScenarios {}
