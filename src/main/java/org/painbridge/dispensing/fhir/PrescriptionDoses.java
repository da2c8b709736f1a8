package org.painbridge.dispensing.fhir;

import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.MedicineNames;
import org.painbridge.clinical.fhir.PrescribedDoses;
import org.painbridge.dispensing.DispensedDrug;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.PrescribedMme;

/**
 * Daily morphine equivalents of a MedicationRequest: of its DIN, dose and timing, as far as they are exact. A medicine of
 * which the drug table says nothing is none where its words or its ATC code are those of another one.
 */
public final class PrescriptionDoses implements PrescribedDoses {
    private final IdentifierSystems systems;
    private final PrescribedMme mme;
    private final MedicineNames names;
    private final String baseUrl;

    /** @param baseUrl FHIR base of the server; absolute references under it are its own */
    public PrescriptionDoses(IdentifierSystems systems, PrescribedMme mme, MedicineNames names, String baseUrl) {
        this.systems = systems;
        this.mme = mme;
        this.names = names;
        this.baseUrl = baseUrl;
    }

    @Override
    public PrescribedDose of(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        DrugReader reader = reader(request, stored);
        DispensedDrug drug = reader.drug(request);
        if (mme.isWithoutOpioid(drug)
                || reader.named(request).filter(named -> isOther(named, reader)).isPresent()) {
            return new PrescribedDose.NoOpioid();
        }
        if (drug.din().isEmpty()) {
            return new PrescribedDose.NotComputable("it names no product by DIN");
        }
        try {
            return mme.of(drug, new DosagePerDay().of(request.getDosageInstruction()));
        } catch (DosagePerDay.Uncertain uncertain) {
            return new PrescribedDose.NotComputable(uncertain.why());
        }
    }

    @Override
    public Optional<String> product(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return mme.product(drug(request, stored));
    }

    @Override
    public boolean isAntagonist(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return mme.isAntagonist(drug(request, stored));
    }

    /** By its names; a product that the drug table lists is what the table says. */
    private boolean isOther(CodeableConcept named, DrugReader reader) {
        return reader.dins(named).stream().noneMatch(mme::isListed)
                && names.of(named).isPresent();
    }

    private DispensedDrug drug(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return reader(request, stored).drug(request);
    }

    private DrugReader reader(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return new DrugReader(systems, new References(request.getContained(), stored, baseUrl));
    }
}
