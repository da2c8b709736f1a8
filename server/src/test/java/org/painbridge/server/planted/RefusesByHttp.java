package org.painbridge.server.planted;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;

/** A store that refuses with an HTTP status. */
public record RefusesByHttp(ResourceNotFoundException refusal) {}
