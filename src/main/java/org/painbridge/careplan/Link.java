package org.painbridge.careplan;

/**
 * A reference in a push.
 *
 * @param path where it stands, a FHIRPath expression from the root of the request
 */
public record Link(String path, Target target) {
    boolean leadsTo(String type) {
        return target instanceof Target.Named named && named.type().equals(type);
    }
}
