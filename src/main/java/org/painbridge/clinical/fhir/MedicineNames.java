package org.painbridge.clinical.fhir;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.clinical.MedicineWords;
import org.painbridge.clinical.MedicineWords.Kind;

/** What a medicine is by its ATC code, or else by all that it is called. Names that speak against each other say nothing. */
public record MedicineNames(MedicineWords words) {
    private static final String ATC = "http://www.whocc.no/atc";

    /** Empty where that is not certain; a DIN is not looked at. */
    public Optional<Kind> of(CodeableConcept medicine) {
        List<String> texts = Stream.concat(
                        Stream.ofNullable(medicine.getText()),
                        medicine.getCoding().stream().map(Coding::getDisplay))
                .filter(text -> text != null && !text.isBlank())
                .toList();
        List<Optional<Kind>> codes = medicine.getCoding().stream()
                .filter(coding -> ATC.equals(coding.getSystem()) && coding.hasCode())
                .map(coding -> words.ofAtc(coding.getCode()))
                .toList();
        List<Optional<Kind>> said = texts.stream().map(words::of).toList();
        boolean unclear = codes.contains(Optional.<Kind>empty())
                || codes.isEmpty() && said.contains(Optional.<Kind>empty())
                || texts.stream().anyMatch(words::namesOpioid);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Stream.concat(codes.stream(), said.stream()).flatMap(Optional::stream).forEach(kinds::add);
        return unclear || kinds.size() != 1 ? Optional.empty() : kinds.stream().findFirst();
    }
}
