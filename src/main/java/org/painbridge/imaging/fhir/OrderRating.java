package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;

/**
 * The rating of an order as extensions on it: ours, those of PAMA, and the appropriateness score of QI-Core (RAND). Nothing
 * else of the order changes.
 */
public final class OrderRating {
    private static final String QI_CORE =
            "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-servicerequest-appropriatenessScore";

    private final PamaRating pama;

    public OrderRating(PamaRating pama) {
        this.pama = pama;
    }

    static boolean isRating(Extension extension) {
        return PamaRating.URLS.contains(extension.getUrl()) || QI_CORE.equals(extension.getUrl());
    }

    /** The order as it was sent, with its rating in place of any other; empty where the verdict is none. */
    public Optional<ServiceRequest> rated(ImagingDecision decision) {
        List<Extension> ratings = new ArrayList<>(pama.extensions(decision));
        if (ratings.isEmpty()) {
            return Optional.empty();
        }
        if (decision.verdict() instanceof ImagingVerdict.Rated rated) {
            ratings.add(score(rated));
        }
        ServiceRequest order = decision.order().copy();
        order.getExtension().removeIf(OrderRating::isRating);
        ratings.forEach(order::addExtension);
        return Optional.of(order);
    }

    /** The panel's score from 1 to 9 where the source gives one, else RAND's word for the category. */
    private static Extension score(ImagingVerdict.Rated rated) {
        return rated.option()
                .score()
                .map(score -> new Extension(QI_CORE, new DecimalType(score)))
                .orElseGet(() -> new Extension(QI_CORE, new CodeType(rand(rated.category()))));
    }

    private static String rand(Category category) {
        return switch (category) {
            case APPROPRIATE -> "appropriate";
            case MAY_BE_APPROPRIATE -> "uncertain";
            case NOT_APPROPRIATE -> "inappropriate";
        };
    }
}
