package org.painbridge.careplan;

import java.util.List;

/**
 * One way to find who reviews a plan of a patient by what is stored, and whom it leads to.
 *
 * @param members each once; empty where it leads nowhere
 */
public record Way(ReviewTask.Route route, List<StoredRef> members) {
    public Way {
        members = List.copyOf(members);
    }
}
