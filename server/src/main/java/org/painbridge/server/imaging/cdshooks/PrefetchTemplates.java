package org.painbridge.server.imaging.cdshooks;

import org.painbridge.imaging.fhir.ChartPart;

/**
 * How a part of the chart is asked for. The templates keep to what CDS Hooks 2.0 lets them be ("Prefetch query
 * restrictions"): reads, and searches by the patient. So a device that is only named by a statement of its use is none of
 * them; it is read afterwards.
 */
final class PrefetchTemplates {
    private static final String PATIENT_ID = "{{context.patientId}}";
    /** Servers have small pages of their own accord; each page is a request. */
    private static final String PAGE = "&_count=200";

    private PrefetchTemplates() {}

    static String of(ChartPart part) {
        return part == ChartPart.PATIENT ? part.type() + "/" + PATIENT_ID : part.type() + "?patient=" + PATIENT_ID;
    }

    /**
     * What a server is asked for itself.
     *
     * @param patientId an id of FHIR, so that it needs no encoding
     */
    static String url(ChartPart part, String patientId) {
        String url = of(part).replace(PATIENT_ID, patientId);
        return part == ChartPart.PATIENT ? url : url + PAGE;
    }
}
