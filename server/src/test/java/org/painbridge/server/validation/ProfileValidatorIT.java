package org.painbridge.server.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.junit.jupiter.api.Test;
import org.painbridge.server.validation.ValidationSettings.OnWrite;

/** The validator by itself, without a server; an IT because reading the definitions takes seconds. */
class ProfileValidatorIT {
    private static final Specimens SPECIMENS = new Specimens();
    private static final String ORDER = "https://painbridge.example/fhir/StructureDefinition/imaging-order";
    /** HAPI's reads a registry for each, and an example without one element differs little from one without another. */
    private static final int EACH = 6;

    /** A validator that forgets at once takes a good while for each. */
    private static final int SOME = 25;

    private static final ProfileValidator VALIDATOR = validator(Hl7Definitions.FOREVER);

    @Test
    void itFindsWhatHapisValidatorFindsWithANewOneForEachResource() {
        FhirValidator hapi = hapi();

        List<Resource> specimens = specimens();
        for (int i = 0; i < specimens.size(); i += EACH) {
            Resource specimen = specimens.get(i);
            ValidationResult expected = hapi.validateWithResult(specimen);

            assertThat(found(VALIDATOR.validate(specimen, List.of())))
                    .as(specimen.fhirType())
                    .isEqualTo(found((OperationOutcome) expected.toOperationOutcome()));
        }
    }

    @Test
    void whatItFindsDependsNeitherOnTheAgeOfItsCacheNorOnWhatItSawBefore() {
        ProfileValidator forgetful = validator(Duration.ofMillis(1));
        List<Resource> all = new ArrayList<>(specimens());
        Collections.shuffle(all, new Random(7));
        List<Resource> specimens = all.subList(0, SOME);
        List<List<String>> expected = new ArrayList<>();
        specimens.forEach(specimen -> expected.add(found(VALIDATOR.validate(specimen, List.of()))));
        List<Integer> order = new ArrayList<>(IntStream.range(0, SOME).boxed().toList());
        Collections.shuffle(order, new Random(8));

        for (int i : order) {
            if (i % 3 == 0) {
                VALIDATOR.expire();
            }
            assertThat(found(VALIDATOR.validate(specimens.get(i), List.of()))).isEqualTo(expected.get(i));
            assertThat(found(forgetful.validate(specimens.get(i), List.of()))).isEqualTo(expected.get(i));
        }
    }

    @Test
    void theCacheMayExpireInTheMiddleOfAValidation() throws Exception {
        Resource broken = order().setSubject(null);
        List<String> expected = found(VALIDATOR.validate(broken, List.of()));
        Callable<List<String>> validation = () -> found(VALIDATOR.validate(broken, List.of()));
        List<Future<List<String>>> results = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 200; i++) {
                results.add(threads.submit(validation));
                threads.submit(VALIDATOR::expire);
            }
        }

        assertThat(expected).anyMatch(issue -> issue.startsWith("error"));
        for (Future<List<String>> result : results) {
            assertThat(result.get()).isEqualTo(expected);
        }
    }

    @Test
    void codesOfSystemsThatAreNotHereAreAWarningWithTheReason() {
        Observation observation =
                new Observation().setCode(new CodeableConcept(new Coding("http://loinc.org", "72514-3", "Pain")));
        observation
                .getBodySite()
                .addCoding()
                .setSystem("http://snomed.info/sct")
                .setCode("37822005");
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.addInterpretation().addCoding().setSystem("urn:oid:1.2.3.4").setCode("x");

        OperationOutcome outcome = VALIDATOR.validate(observation, List.of());

        assertThat(outcome.getIssue()).noneMatch(Issues::isError);
        for (String system : List.of("http://loinc.org", "urn:oid:1.2.3.4")) {
            assertThat(outcome.getIssue())
                    .anyMatch(issue -> issue.getSeverity() == IssueSeverity.WARNING
                            && issue.getDiagnostics()
                                    .startsWith("CodeSystem is unknown and can't be validated: " + system));
        }
    }

    @Test
    void aTypeWithRequiredProfilesMustDeclareOneAndSatisfyIt() {
        WritePolicy policy = new WritePolicy(
                OnWrite.DECLARED, Map.of("ServiceRequest", List.of("https://nowhere.example/other", ORDER)), VALIDATOR);

        assertThat(policy.violations(order())).isEmpty();
        assertThat(policy.violations(new Patient())).isEmpty();
        assertThat(policy.violations(order().setMeta(null))).singleElement().satisfies(issue -> {
            assertThat(issue.getExpression().getFirst().getValue()).isEqualTo("ServiceRequest.meta.profile");
            assertThat(issue.getDiagnostics()).contains(ORDER);
        });
        assertThat(policy.violations(order().setMeta(new Meta().addProfile(ORDER + "|9.9"))))
                .hasSize(1);
        assertThat(policy.violations(order().setSubject(null))).isNotEmpty();
    }

    @Test
    void withoutAPolicyWhateverIsDeclaredIsNotLookedAt() {
        WritePolicy policy = new WritePolicy(OnWrite.NONE, Map.of(), VALIDATOR);

        assertThat(policy.violations(order().setSubject(null))).isEmpty();
    }

    private static ServiceRequest order() {
        return SPECIMENS.examples().stream()
                .filter(example -> example.getIdElement().getIdPart().equals("example-imaging-order"))
                .map(ServiceRequest.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Resource> specimens() {
        List<Resource> all = new ArrayList<>(SPECIMENS.examples());
        all.addAll(SPECIMENS.brokenExamples());
        assertThat(all).hasSizeGreaterThan(100);
        return all;
    }

    private static ProfileValidator validator(Duration cacheLife) {
        return new ProfileValidator(SPECIMENS.context(), SPECIMENS, cacheLife, 4, Duration.ofMinutes(1));
    }

    private static FhirValidator hapi() {
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(SPECIMENS.context()),
                SPECIMENS.definitions(),
                new CommonCodeSystemsTerminologyService(SPECIMENS.context()),
                new InMemoryTerminologyServerValidationSupport(SPECIMENS.context()),
                new SnapshotGeneratingValidationSupport(SPECIMENS.context()));
        FhirInstanceValidator module = new FhirInstanceValidator(chain);
        module.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        return SPECIMENS.context().newValidator().registerValidatorModule(module);
    }

    /** All that matters of it, in its order. */
    private static List<String> found(OperationOutcome outcome) {
        return outcome.getIssue().stream().map(ProfileValidatorIT::text).collect(Collectors.toList());
    }

    private static String text(OperationOutcomeIssueComponent issue) {
        return issue.getSeverity().toCode() + " " + issue.getExpression() + " " + issue.getDiagnostics();
    }
}
