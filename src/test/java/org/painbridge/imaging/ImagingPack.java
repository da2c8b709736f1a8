package org.painbridge.imaging;

import org.painbridge.clinical.Terminology;

/** The shipped pack, read once for all tests. */
public final class ImagingPack {
    private static final Terminology TERMINOLOGY = new Terminology();
    public static final ProcedureCatalogue PROCEDURES = new ProcedureCatalogue(TERMINOLOGY);
    public static final RuleSet RULES = load(PackFiles.shipped());

    private ImagingPack() {}

    public static RuleSet load(PackFiles files) {
        return new RuleSetLoader(TERMINOLOGY, PROCEDURES).load(files);
    }

    static ImagingEngine engine() {
        return new ImagingEngine(RULES, PROCEDURES);
    }
}
