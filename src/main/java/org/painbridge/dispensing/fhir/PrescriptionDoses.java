package org.painbridge.dispensing.fhir;

import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.PrescribedDoses;
import org.painbridge.dispensing.DispensedDrug;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.PrescribedMme;

/** Daily morphine equivalents of a MedicationRequest: of its DIN, dose and timing, as far as they are exact. */
public final class PrescriptionDoses implements PrescribedDoses {
    private final IdentifierSystems systems;
    private final PrescribedMme mme;
    private final String baseUrl;

    /** @param baseUrl FHIR base of the server; absolute references under it are its own */
    public PrescriptionDoses(IdentifierSystems systems, PrescribedMme mme, String baseUrl) {
        this.systems = systems;
        this.mme = mme;
        this.baseUrl = baseUrl;
    }

    @Override
    public PrescribedDose of(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        DispensedDrug drug = drug(request, stored);
        if (drug.din().isEmpty()) {
            return new PrescribedDose.NotComputable("it names no product by DIN");
        }
        if (mme.isWithoutOpioid(drug)) {
            return new PrescribedDose.NoOpioid();
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

    private DispensedDrug drug(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return new DrugReader(systems, new References(request.getContained(), stored, baseUrl)).drug(request);
    }
}
