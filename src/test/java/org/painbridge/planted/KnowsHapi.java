package org.painbridge.planted;

import org.hl7.fhir.r4.model.Patient;

/** An engine that handles FHIR itself. */
public record KnowsHapi(Patient patient) {}
