package org.painbridge.server.store.oracle;

import ca.uhn.fhir.context.FhirContext;

/** What is costly to set up and the same for every chart. */
public final class OracleParts {
    final FhirContext context;
    final Definitions definitions;
    final References references;
    final Elements elements;
    final Composites composites;

    /** @param base the server's FHIR base */
    public OracleParts(FhirContext context, String base) {
        this.context = context;
        this.definitions = new Definitions(context);
        this.references = new References(context.getResourceTypes(), base);
        this.elements = new Elements(context, references);
        this.composites = new Composites(definitions, elements);
    }
}
