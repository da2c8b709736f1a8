package org.painbridge.server.store;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One write of a transaction.
 *
 * @param stored the version that was written
 * @param resource its content; null where the resource was deleted
 */
public record Change(StoredResource stored, @Nullable Resource resource) {}
