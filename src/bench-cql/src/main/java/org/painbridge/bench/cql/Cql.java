package org.painbridge.bench.cql;

import ca.uhn.fhir.repository.IRepository;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestGroupActionComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.fhir.cql.EvaluationSettings;
import org.opencds.cqf.fhir.cql.LibraryEngine;
import org.opencds.cqf.fhir.cql.engine.retrieve.RetrieveSettings.SEARCH_FILTER_MODE;
import org.opencds.cqf.fhir.cql.engine.retrieve.RetrieveSettings.TERMINOLOGY_FILTER_MODE;
import org.opencds.cqf.fhir.cr.CrSettings;
import org.opencds.cqf.fhir.cr.plandefinition.PlanDefinitionProcessor;
import org.opencds.cqf.fhir.utility.monad.Either3;
import org.opencds.cqf.fhir.utility.monad.Eithers;
import org.opencds.cqf.fhir.utility.repository.InMemoryFhirRepository;

/** The rule as PlanDefinition and CQL library, applied by cqf-fhir-cr. Its settings keep models and compiled libraries. */
final class Cql {
    private static final IIdType PLAN = new IdType("PlanDefinition", "low-back-pain-imaging");
    private static final String SUBJECT = "Patient/fictitia";

    private final EvaluationSettings settings = EvaluationSettings.getDefault();
    private final Map<Case, IRepository> stored = new EnumMap<>(Case.class);
    private final Map<Case, Bundle> sent = new EnumMap<>(Case.class);
    private final IRepository rules = repository(Stream.empty());

    Cql() {
        settings.getRetrieveSettings()
                .setSearchParameterMode(SEARCH_FILTER_MODE.FILTER_IN_MEMORY)
                .setTerminologyParameterMode(TERMINOLOGY_FILTER_MODE.FILTER_IN_MEMORY);
        for (Case each : Case.values()) {
            Bundle bundle = each.bundle();
            sent.put(each, bundle);
            stored.put(each, repository(bundle.getEntry().stream().map(entry -> entry.getResource())));
        }
    }

    /** With the patient's data where the rule is, read before: the best case. */
    CarePlan applyToStored(Case each) {
        return apply(Objects.requireNonNull(stored.get(each)), null);
    }

    /** With the patient's data sent along, as {@code $imaging-appropriateness} has them. */
    CarePlan applyToSent(Case each) {
        return apply(rules, Objects.requireNonNull(sent.get(each)));
    }

    private CarePlan apply(IRepository repository, @Nullable Bundle data) {
        PlanDefinitionProcessor processor =
                new PlanDefinitionProcessor(repository, CrSettings.getDefault().withEvaluationSettings(settings));
        Either3<CanonicalType, IIdType, PlanDefinition> plan = Eithers.forMiddle3(PLAN);
        LibraryEngine engine = new LibraryEngine(repository, settings);
        return (CarePlan) processor.apply(
                plan, SUBJECT, null, null, null, null, null, null, null, null, null, data, null, engine);
    }

    /** The one action that applies; it leaves null in the place of each other. */
    static Case.Rated rated(CarePlan answer) {
        List<RequestGroupActionComponent> actions = answer.getContained().stream()
                .filter(RequestGroup.class::isInstance)
                .flatMap(group -> ((RequestGroup) group).getAction().stream())
                .filter(Objects::nonNull)
                .toList();
        if (actions.size() != 1) {
            throw new IllegalStateException("Expected one action: "
                    + Case.FHIR.newJsonParser().setPrettyPrint(true).encodeResourceToString(answer));
        }
        RequestGroupActionComponent action = actions.getFirst();
        String priority = action.getPriority().toCode();
        return new Case.Rated(action.getTitle(), priority.equals("stat") ? "emergent" : priority);
    }

    private static IRepository repository(Stream<Resource> data) {
        Bundle bundle = new Bundle();
        PlanDefinition plan = Case.FHIR.newJsonParser().parseResource(PlanDefinition.class, Case.text("plan.json"));
        Stream.concat(Stream.of(plan, library()), data)
                .forEach(resource -> bundle.addEntry().setResource(resource));
        return new InMemoryFhirRepository(Case.FHIR, bundle);
    }

    private static Library library() {
        Library library = new Library();
        library.setId("LowBackPainImaging");
        library.setUrl("https://painbridge.example/fhir/Library/LowBackPainImaging")
                .setVersion("0.1.0")
                .setName("LowBackPainImaging")
                .setStatus(PublicationStatus.DRAFT);
        library.addContent()
                .setContentType("text/cql")
                .setData(Case.text("low-back-pain.cql").getBytes(StandardCharsets.UTF_8));
        return library;
    }
}
