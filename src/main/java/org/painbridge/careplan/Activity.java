package org.painbridge.careplan;

import org.jspecify.annotations.Nullable;

/**
 * One activity of a plan.
 *
 * @param path where it stands, a FHIRPath expression from the root of the request
 * @param hasDetail whether it is described in the plan itself, which we refuse: two authors need a resource of its own
 * @param request the request resource that describes it; null when it names none
 */
public record Activity(
        String path, boolean hasDetail, @Nullable Link request) {}
