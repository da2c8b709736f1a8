package org.painbridge.dispensing.fhir;

/**
 * An element that a resource lacks, or holds in a way that cannot be used.
 *
 * @param expression FHIRPath to the element
 * @param reason what is wanted there
 */
public record MissingElement(String expression, String reason) {}
