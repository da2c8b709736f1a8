package org.painbridge.server.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for a part of all resources of a type, as they were at a moment.
 *
 * @param after the number of the resource behind which the part begins; 0 for the first
 * @param asOf that moment
 * @param since leaves out what was written before; null for none
 * @param patients whose resources
 * @param listId under which {@code export_patient} lists them, where they are {@link Patients#LISTED}
 * @param filters leaves out what fits none of these; empty for none
 * @param maxBytes where the part ends at the latest, unless its first resource alone is larger
 */
public record ExportQuery(
        String type,
        long after,
        Instant asOf,
        @Nullable Instant since,
        Patients patients,
        String listId,
        List<SearchQuery> filters,
        long maxBytes) {

    /** Whose resources are asked for. */
    public enum Patients {
        /** All resources, of patients or not. */
        ANY,
        /** Those in the compartment of any patient. */
        ALL,
        /** Those in the compartment of a patient who is listed. */
        LISTED
    }

    public ExportQuery {
        filters = List.copyOf(filters);
    }
}
