package org.painbridge.server.imaging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.painbridge.server.store.StoreSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of imaging appropriateness.
 *
 * @param maxAlternatives most alternatives that an answer lists
 * @param mode what becomes of a decision whose request does not say
 * @param packs folders of guideline packs beside the one that is shipped
 * @param inForce version of the pack that judges where nobody names another, or {@code shipped}
 * @param procedureMaps files, each a ConceptMap from codes of a site to the procedure keys
 * @param noCriteriaCode PAMA's code for an order that no criteria cover
 */
@Validated
@ConfigurationProperties("painbridge.imaging")
public record ImagingSettings(
        @Min(0) @Max(50) @DefaultValue("10") int maxAlternatives,
        @DefaultValue("live") Mode mode,
        @DefaultValue({}) List<String> packs,
        @NotBlank @DefaultValue("shipped") String inForce,
        @DefaultValue({}) List<String> procedureMaps,
        @NotBlank @DefaultValue("no-criteria-apply") String noCriteriaCode) {
    public ImagingSettings {
        packs = List.copyOf(packs);
        procedureMaps = List.copyOf(procedureMaps);
    }

    /** URL behind which the pages of the guideline are: beside the FHIR base. */
    public static String pages(StoreSettings store) {
        return store.baseUrl().replaceFirst("/fhir/?$", "") + "/guideline";
    }
}
