package org.painbridge.careplan.fhir;

/** Allots the logical ids of resources that are about to be stored. */
@FunctionalInterface
public interface StoredIds {
    /** An id that no resource of the type has. */
    String next(String resourceType);
}
