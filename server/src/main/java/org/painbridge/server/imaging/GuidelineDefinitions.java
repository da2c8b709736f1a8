package org.painbridge.server.imaging;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.fhir.GuidelineWriter;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.terminology.DefinitionSource;

/** The installed guideline packs as PlanDefinitions, to read and to search. */
final class GuidelineDefinitions implements DefinitionSource {
    static final String ID = "imaging-appropriateness";

    private final Guidelines guidelines;
    private final ProcedureCatalogue procedures;

    GuidelineDefinitions(Guidelines guidelines, ProcedureCatalogue procedures) {
        this.guidelines = guidelines;
        this.procedures = procedures;
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        List<MetadataResource> plans = new ArrayList<>();
        if (type.equals("PlanDefinition")) {
            for (ImagingAppropriateness pack : guidelines.all()) {
                plans.add(new GuidelineWriter(pack.rules(), procedures).planDefinition(id(pack.rules())));
            }
        }
        return plans;
    }

    /** The one in force has the plain id. */
    private String id(RuleSet rules) {
        boolean inForce = guidelines.inForce().rules().ref().equals(rules.ref());
        return inForce ? ID : ID + "-" + rules.ref().version().replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
