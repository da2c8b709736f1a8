package org.painbridge.imaging;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;

/** Orders for a person of 45 with low back pain, in whom every red flag, an operation and any device were denied today. */
final class ImagingOrders {
    static final OffsetDateTime NOW = OffsetDateTime.of(2026, 10, 5, 9, 0, 0, 0, ZoneOffset.ofHours(-4));
    static final LocalDate TODAY = NOW.toLocalDate();
    static final List<String> FLAGS = List.of(
            "any-neurological-flag",
            "any-infection-flag",
            "any-tumour-flag",
            "any-fracture-flag",
            "inflammatory-back-pain");

    private final String procedure;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private Set<Code> indications = Set.of(icd("M54.5"));

    private ImagingOrders(String procedure) {
        this.procedure = procedure;
        birth(TODAY.minusYears(45));
        FLAGS.forEach(this::denied);
        denied("prior-lumbar-surgery");
        denied("any-mri-device");
    }

    static ImagingOrders of(String procedure) {
        return new ImagingOrders(procedure);
    }

    static ImagingOrders lumbarMri() {
        return of("mr-lumbar-spine-wo");
    }

    /** Of a person whose care has failed and who would be operated. */
    static ImagingOrders candidate(String procedure) {
        return of(procedure)
                .painFor(90)
                .careFor(60)
                .met("conservative-care-failed")
                .met("surgery-or-intervention-candidate");
    }

    static Code icd(String code) {
        return Code.of("http://hl7.org/fhir/sid/icd-10", code);
    }

    ImagingOrders because(String... icd) {
        indications = Stream.of(icd).map(ImagingOrders::icd).collect(Collectors.toSet());
        return this;
    }

    ImagingOrders birth(LocalDate date) {
        return with(Finding.of("birth-date", DateRange.on(date), Finding.Origin.CHART, source(null)));
    }

    ImagingOrders painFor(int days) {
        return dated("pain-onset", DateRange.on(TODAY.minusDays(days)));
    }

    ImagingOrders careFor(int days) {
        return dated("conservative-care-start", DateRange.on(TODAY.minusDays(days)));
    }

    ImagingOrders dated(String fact, DateRange date) {
        return with(Finding.of(fact, date, Finding.Origin.ANSWER, source(TODAY)));
    }

    ImagingOrders met(String fact) {
        return answered(fact, FactState.MET, TODAY);
    }

    ImagingOrders denied(String fact) {
        return answered(fact, FactState.NOT_MET, TODAY);
    }

    ImagingOrders answered(String fact, FactState state, LocalDate on) {
        return with(Finding.of(fact, state, Finding.Origin.ANSWER, source(on)));
    }

    ImagingOrders unknown(String... facts) {
        Stream.of(facts).forEach(findings::remove);
        return this;
    }

    ImagingOrders nothingKnown() {
        findings.clear();
        return this;
    }

    /** Beside what else is found of the same fact. */
    ImagingOrders withAnother(Finding finding) {
        findings.put(finding.fact() + " too", finding);
        return this;
    }

    ImagingOrders with(Finding finding) {
        findings.put(finding.fact(), finding);
        return this;
    }

    private static FindingSource source(LocalDate on) {
        return new FindingSource("QuestionnaireResponse/answers", "item", null, on, null);
    }

    ImagingOrder build() {
        return new ImagingOrder(
                "ServiceRequest/order",
                new PatientRef("example"),
                procedure,
                indications,
                List.copyOf(findings.values()),
                NOW);
    }
}
