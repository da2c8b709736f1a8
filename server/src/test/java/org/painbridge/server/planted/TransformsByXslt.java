package org.painbridge.server.planted;

import org.hl7.fhir.utilities.XsltUtilities;

/** Code that runs style sheets. */
public record TransformsByXslt(XsltUtilities utilities) {}
