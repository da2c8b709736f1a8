package org.painbridge.server.fhirserver;

/** Marks the FHIR operations of a capability: every bean of this kind is registered with the RestfulServer. */
public interface CapabilityOperations {}
