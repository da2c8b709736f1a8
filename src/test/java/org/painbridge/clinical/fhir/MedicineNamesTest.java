package org.painbridge.clinical.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.clinical.MedicineWords;
import org.painbridge.clinical.Terminology;

class MedicineNamesTest {
    private final MedicineNames names = new MedicineNames(MedicineWords.from(new Terminology()));

    @ParameterizedTest
    @CsvSource({
        "V03AB15,,, NALOXONE",
        "V03AB15,,The kit that she knows, NALOXONE",
        "N02BF01,,As she takes it, NO_OPIOID",
        "N02BF01,Gabapentin,, NO_OPIOID",
        "N02BF01,,Gabapentin and codeine,",
        "N02AA01,,Gabapentin,",
        "N02BF01,Naloxone,,",
        "N02B,,,",
        ",Gabapentin,Her usual one,",
        ",,Narcan, NALOXONE",
        ",,,"
    })
    void namesThatSpeakAgainstEachOtherSayNothing(
            @Nullable String atc,
            @Nullable String display,
            @Nullable String text,
            MedicineWords.@Nullable Kind expected) {
        CodeableConcept medicine = new CodeableConcept();
        medicine.setText(text);
        if (atc != null) {
            medicine.addCoding(new Coding("http://www.whocc.no/atc", atc, display));
        } else if (display != null) {
            medicine.addCoding(new Coding("urn:local", "1", display));
        }

        assertThat(names.of(medicine).orElse(null)).isEqualTo(expected);
    }
}
