package org.painbridge.dispensing;

import org.painbridge.clinical.Terminology;

/** The real content, read once for all tests. */
public final class Library {
    public static final Terminology TERMINOLOGY = new Terminology();
    public static final DrugTable DRUGS = DrugTable.from(TERMINOLOGY);
    public static final MmeTables TABLES = MmeTables.from(TERMINOLOGY);
    public static final IdentifierSystems SYSTEMS = IdentifierSystems.from(TERMINOLOGY);

    private Library() {}
}
