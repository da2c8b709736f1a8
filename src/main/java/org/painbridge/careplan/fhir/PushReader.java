package org.painbridge.careplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.Link;
import org.painbridge.careplan.PlanPush;
import org.painbridge.careplan.PlanPush.Due;
import org.painbridge.careplan.fhir.PushParameters.Placed;
import org.painbridge.clinical.fhir.PlacedReference;

/** Reads the parameters of {@code CarePlan/$push}. */
public final class PushReader {
    private static final int LONGEST = 300; // What the server's log of pushes keeps.

    private final Fingerprint fingerprint;
    private final Fingerprint earlierFingerprint;
    private final Moments moments;
    private final int mostEntries;

    /**
     * @param zone in which a date without time is meant
     * @param mostEntries of a bundle
     */
    public PushReader(FhirContext context, ZoneId zone, int mostEntries) {
        this(new Fingerprint(context), new Fingerprint(context), zone, mostEntries);
    }

    /**
     * The same with another canonical form of resources; what was pushed by HAPI's is still known.
     *
     * @param form elements in the order of their definition, no white space, numbers as they were sent
     */
    public PushReader(FhirContext context, ZoneId zone, int mostEntries, Function<Resource, String> form) {
        this(new Fingerprint(context, form), new Fingerprint(context), zone, mostEntries);
    }

    private PushReader(Fingerprint fingerprint, Fingerprint earlierFingerprint, ZoneId zone, int mostEntries) {
        this.fingerprint = fingerprint;
        this.earlierFingerprint = earlierFingerprint;
        this.mostEntries = mostEntries;
        this.moments = new Moments(zone);
    }

    public PushReading read(Parameters request) {
        PushParameters parameters = new PushParameters(request);
        Optional<Placed<Bundle>> bundle = parameters.required("bundle", Bundle.class);
        Optional<Placed<Identifier>> identifier = parameters.required("pushIdentifier", Identifier.class);
        List<Placed<Reference>> recipients = parameters.all("recipient", Reference.class);
        Optional<Due> due =
                parameters.optional("responseDue", DateTimeType.class).flatMap(this::due);
        boolean dryRun = parameters
                .optional("dryRun", BooleanType.class)
                .map(placed -> placed.value().booleanValue())
                .orElse(false);
        bundle.ifPresent(placed -> new BundleCheck(placed, parameters, mostEntries).run(identifier));
        identifier.ifPresent(placed -> checkIdentifier(placed, parameters));
        if (bundle.isEmpty() || identifier.isEmpty() || !parameters.problems().isEmpty()) {
            return new PushReading.Unreadable(parameters.problems());
        }
        Entries entries = new Entries(bundle.get().value(), bundle.get().path());
        PlanPush push = push(entries, bundle.get().path(), identifier.get().value(), recipients, due.orElse(null));
        return new PushReading.Read(new PushContent(
                push, entries, dryRun, () -> earlierFingerprint.of(entries, recipients, due.orElse(null))));
    }

    private PlanPush push(
            Entries entries,
            String path,
            Identifier identifier,
            List<Placed<Reference>> recipients,
            @Nullable Due due) {
        MemberReader reader = new MemberReader(entries, moments);
        return new PlanPush(
                new BusinessIdentifier(identifier.getSystem(), identifier.getValue()),
                reader.graph(path),
                links(reader, recipients),
                due,
                fingerprint.of(entries, recipients, due));
    }

    private Optional<Due> due(Placed<DateTimeType> placed) {
        return Optional.ofNullable(moments.end(placed.value())).map(end -> new Due(placed.path(), end));
    }

    private static void checkIdentifier(Placed<Identifier> identifier, PushParameters parameters) {
        if (!identifier.value().hasSystem() || !identifier.value().hasValue()) {
            parameters.invalid(identifier.path(), "The push identifier needs a system and a value.");
        } else if (tooLong(identifier.value().getSystem())
                || tooLong(identifier.value().getValue())) {
            parameters.invalid(
                    identifier.path(),
                    "System and value of the push identifier have at most " + LONGEST + " characters each.");
        }
    }

    private static boolean tooLong(String part) {
        return part.length() > LONGEST;
    }

    private static List<Link> links(MemberReader reader, List<Placed<Reference>> recipients) {
        return recipients.stream()
                .map(placed -> reader.link(new PlacedReference(placed.path(), placed.value())))
                .toList();
    }
}
