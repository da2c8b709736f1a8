package org.painbridge.careplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.Link;
import org.painbridge.careplan.PlanPush;
import org.painbridge.careplan.PlanPush.Due;
import org.painbridge.careplan.fhir.PushParameters.Placed;

/** Reads the parameters of {@code CarePlan/$push}. */
public final class PushReader {
    private final FhirContext context;
    private final Moments moments;

    /** @param zone in which a date without time is meant */
    public PushReader(FhirContext context, ZoneId zone) {
        this.context = context;
        this.moments = new Moments(zone);
    }

    public PushReading read(Parameters request) {
        PushParameters parameters = new PushParameters(request);
        Placed<Bundle> bundle = parameters.required("bundle", Bundle.class, new Bundle());
        Placed<Identifier> identifier = parameters.required("pushIdentifier", Identifier.class, new Identifier());
        List<Placed<Reference>> recipients = parameters.all("recipient", Reference.class);
        Due due = parameters
                .optional("responseDue", DateTimeType.class)
                .map(this::due)
                .orElse(null);
        boolean dryRun = parameters
                .optional("dryRun", BooleanType.class)
                .map(placed -> placed.value().booleanValue())
                .orElse(false);
        checkBundle(bundle, identifier.value(), parameters);
        checkIdentifier(identifier, parameters);
        if (!parameters.problems().isEmpty()) {
            return new PushReading.Unreadable(parameters.problems());
        }
        Entries entries = new Entries(bundle.value(), bundle.path());
        MemberReader reader = new MemberReader(entries, moments);
        PlanPush push = new PlanPush(
                new BusinessIdentifier(
                        identifier.value().getSystem(), identifier.value().getValue()),
                reader.graph(bundle.path()),
                links(reader, recipients),
                due,
                new Fingerprint(context).of(entries, recipients, due));
        return new PushReading.Read(new PushContent(push, entries, dryRun));
    }

    private @Nullable Due due(Placed<DateTimeType> placed) {
        Instant end = moments.end(placed.value());
        return end == null ? null : new Due(placed.path(), end);
    }

    private static void checkIdentifier(Placed<Identifier> identifier, PushParameters parameters) {
        if (!identifier.value().hasSystem() || !identifier.value().hasValue()) {
            parameters.invalid(identifier.path(), "The push identifier needs a system and a value.");
        }
    }

    private static void checkBundle(Placed<Bundle> placed, Identifier pushIdentifier, PushParameters parameters) {
        Bundle bundle = placed.value();
        if (bundle.getType() != BundleType.COLLECTION) {
            parameters.invalidBundle(placed.path() + ".type", "The bundle of a push has type collection.");
        }
        if (bundle.hasIdentifier() && !sameIdentifier(bundle.getIdentifier(), pushIdentifier)) {
            parameters.invalidBundle(
                    placed.path() + ".identifier", "The bundle's identifier is the push identifier, or absent.");
        }
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (!bundle.getEntry().get(i).hasResource()) {
                parameters.invalidBundle(placed.path() + ".entry[" + i + "]", "The entry has no resource.");
            }
        }
    }

    private static boolean sameIdentifier(Identifier one, Identifier other) {
        return String.valueOf(one.getSystem()).equals(other.getSystem())
                && String.valueOf(one.getValue()).equals(other.getValue());
    }

    private static List<Link> links(MemberReader reader, List<Placed<Reference>> recipients) {
        return recipients.stream()
                .map(placed -> reader.link(new PlacedReference(placed.path(), placed.value())))
                .toList();
    }
}
