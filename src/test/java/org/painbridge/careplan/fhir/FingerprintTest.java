package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.Pushes.push;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;
import org.painbridge.careplan.ContentHash;
import org.painbridge.careplan.Repetition;

class FingerprintTest {
    private final PushReader reader = new PushReader(Pushes.FHIR, ZoneId.of("America/Toronto"), 500);
    private final ContentHash original = hash(push().parameters());

    static Stream<Arguments> orders() {
        return Cases.of(50, FingerprintTest::shuffled);
    }

    private static Parameters shuffled(RandomGenerator random) {
        return push().withBundle(bundle -> {
                    List<BundleEntryComponent> entries = new ArrayList<>(bundle.getEntry());
                    Collections.shuffle(entries, Random.from(random));
                    bundle.setEntry(entries);
                })
                .parameters();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void orderOfTheEntriesDoesNotMatter(Parameters request) {
        assertThat(hash(request)).isEqualTo(original);
    }

    @Test
    void aPushOfAnEarlierBuildIsKnownAgainInAnotherForm() {
        var other = new PushReader(Pushes.FHIR, ZoneId.of("America/Toronto"), 500, Resource::fhirType);
        Parameters changed =
                withOneValueChanged(RandomGeneratorFactory.getDefault().create(1));

        var read = (PushReading.Read) other.read(push().parameters());

        assertThat(read.content().push().content()).isNotEqualTo(original);
        assertThat(read.content().after(original)).isEqualTo(Repetition.DUPLICATE);
        assertThat(read.content().after(read.content().push().content())).isEqualTo(Repetition.DUPLICATE);
        assertThat(read.content().after(hash(changed))).isEqualTo(Repetition.CONFLICT);
    }

    static Stream<Arguments> changes() {
        return Cases.of(200, FingerprintTest::withOneValueChanged);
    }

    private static Parameters withOneValueChanged(RandomGenerator random) {
        Parameters request = push().parameters();
        List<PrimitiveType<?>> values = new ArrayList<>();
        Pushes.bundle(request).getEntry().forEach(entry -> collect(entry.getResource(), values));
        change(values.get(random.nextInt(values.size())));
        return request;
    }

    private static void collect(Base node, List<PrimitiveType<?>> values) {
        if (node instanceof PrimitiveType<?> primitive && !primitive.fhirType().equals("id")) {
            values.add(primitive);
        }
        node.children().forEach(property -> property.getValues().forEach(child -> collect(child, values)));
    }

    private static void change(PrimitiveType<?> value) {
        if (value instanceof StringType || value instanceof UriType) {
            value.setValueAsString(value.getValueAsString() + "x");
        } else {
            value.setValueAsString(null);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anyOtherValueMatters(Parameters request) {
        assertThat(hash(request)).isNotEqualTo(original);
    }

    @Test
    void whiteSpaceAndFormatDoNotMatter() {
        String pretty = Pushes.FHIR.newJsonParser().setPrettyPrint(true).encodeResourceToString(push().parameters());
        String xml = Pushes.FHIR.newXmlParser().encodeResourceToString(push().parameters());

        assertThat(hash(Pushes.FHIR.newJsonParser().parseResource(Parameters.class, pretty)))
                .isEqualTo(original);
        assertThat(hash(Pushes.FHIR.newXmlParser().parseResource(Parameters.class, xml)))
                .isEqualTo(original);
    }

    @Test
    void theOrderOfRecipientsDoesNotMatterButWhoTheyAreDoes() {
        ContentHash both = hash(recipients("Practitioner/1", "Practitioner/2"));

        assertThat(hash(recipients("Practitioner/2", "Practitioner/1"))).isEqualTo(both);
        assertThat(hash(recipients("Practitioner/1", "Practitioner/3"))).isNotEqualTo(both);
        assertThat(both).isNotEqualTo(original);
    }

    @Test
    void theWantedTimeMattersAndTheDryRunDoesNot() {
        Parameters due = push().parameters();
        due.addParameter().setName("responseDue").setValue(new DateTimeType("2026-12-09"));
        Parameters dry = push().parameters();
        dry.addParameter("dryRun", true);

        assertThat(hash(due)).isNotEqualTo(original);
        assertThat(hash(dry)).isEqualTo(original);
    }

    private static Parameters recipients(String... references) {
        Parameters request = push().parameters();
        Stream.of(references)
                .forEach(text -> request.addParameter().setName("recipient").setValue(new Reference(text)));
        return request;
    }

    private ContentHash hash(Parameters request) {
        return ((PushReading.Read) reader.read(request)).content().push().content();
    }
}
