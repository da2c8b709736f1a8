package org.painbridge.server.store;

import java.util.List;

/**
 * A part of all resources of a type.
 *
 * @param position {@link ExportQuery#after} of the next part
 * @param more whether there is a next part; it may turn out to be empty
 */
public record ExportPage(List<StoredResource> resources, long position, boolean more) {
    public ExportPage {
        resources = List.copyOf(resources);
    }
}
