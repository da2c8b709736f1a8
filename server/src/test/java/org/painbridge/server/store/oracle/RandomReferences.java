package org.painbridge.server.store.oracle;

import static org.painbridge.server.store.oracle.Pools.any;
import static org.painbridge.server.store.oracle.Pools.once;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** References of every kind: relative, with a version, absolute here and elsewhere, contained, logical, dangling. */
final class RandomReferences {
    private final RandomGenerator random;
    private final RandomValues values;
    private final FhirContext context;
    private final String base;
    private final List<References.Local> known;

    /** @param known what is, or will be, in the chart */
    RandomReferences(
            RandomGenerator random,
            RandomValues values,
            FhirContext context,
            String base,
            List<References.Local> known) {
        this.random = random;
        this.values = values;
        this.context = context;
        this.base = base;
        this.known = known;
    }

    /** @param targets where it may lead; empty for anywhere */
    void fill(Reference reference, Set<String> targets, Resource holder) {
        List<References.Local> here = known.stream()
                .filter(local -> targets.isEmpty() || targets.contains(local.type()))
                .toList();
        String type = any(random, List.copyOf(targets.isEmpty() ? Set.of("Patient", "Group") : sorted(targets)));
        String local = here.isEmpty() || once(random, 15)
                ? type + "/gone"
                : any(random, here).toString();
        switch (random.nextInt(16)) {
            case 0 -> reference.setReference(local + "/_history/1");
            case 1 -> reference.setReference(base + "/" + local);
            case 2 -> reference.setReference("http://elsewhere.example/fhir/" + local);
            case 3 -> contain(reference, type, holder);
            case 4 -> reference.setIdentifier(values.fill(new org.hl7.fhir.r4.model.Identifier()));
            case 5 -> reference.setDisplay(any(random, Pools.TEXTS));
            case 6 -> reference.setReference("urn:oid:1.2.3");
            case 7 -> withIdentifier(reference.setReference(local));
            default -> reference.setReference(local);
        }
    }

    /** Only where every parameter over the element takes the type: none looks at the type of an identifier (ADR 0005). */
    private void withIdentifier(Reference reference) {
        if (reference.getReference().startsWith("Patient/")) {
            reference.setIdentifier(values.fill(new org.hl7.fhir.r4.model.Identifier()));
        }
    }

    private void contain(Reference reference, String type, Resource holder) {
        Resource inner = (Resource) context.getResourceDefinition(type).newInstance();
        inner.setId("inner" + ((DomainResource) holder).getContained().size());
        ((DomainResource) holder).addContained(inner);
        reference.setReference("#" + inner.getIdPart());
    }

    private static List<String> sorted(Set<String> types) {
        return types.stream().sorted().toList();
    }
}
