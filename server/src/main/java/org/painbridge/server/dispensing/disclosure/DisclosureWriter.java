package org.painbridge.server.dispensing.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UrlType;
import org.painbridge.server.dispensing.disclosure.Disclosure.Decision;

/** How a disclosure stands, as the operations tell it. */
record DisclosureWriter(Disclosure disclosure) {
    private static final String NOTICE =
            "Later corrections have changed dispenses that this package tells of, or what the rules say of them: it no longer"
                    + " holds as it is. Request another one before anything is decided by it.";

    /** Those that wait for a decision. */
    static Parameters all(List<Disclosure> waiting) {
        Parameters told = new Parameters();
        waiting.forEach(
                each -> told.addParameter().setName("pending").setResource(new DisclosureWriter(each).pending()));
        return told;
    }

    Parameters pending() {
        Asked asked = disclosure.asked();
        Parameters told = base();
        int bar = asked.subject().key().lastIndexOf('|');
        add(told, "recipient", new CodeType(asked.recipient()));
        add(told, "basis", new CodeType(asked.basis()));
        add(told, "purpose", new StringType(asked.purpose()));
        add(told, "case", new StringType(asked.caseReference()));
        add(
                told,
                asked.subject().kind(),
                new Identifier()
                        .setSystem(asked.subject().key().substring(0, bar))
                        .setValue(asked.subject().key().substring(bar + 1)));
        add(told, "from", new DateType(asked.from().toString()));
        add(told, "to", new DateType(asked.to().toString()));
        add(told, "asOf", instant(asked.at()));
        asked.fields().forEach(field -> add(told, "field", new CodeType(field.code())));
        add(told, "language", new CodeType(asked.language().code()));
        add(told, "requestedBy", new StringType(disclosure.requester().person()));
        return told;
    }

    Parameters decided() {
        Parameters told = base();
        Decision decision = disclosure.decision();
        if (decision != null) {
            add(told, "decided", instant(decision.at()));
            add(told, "decidedBy", new StringType(decision.by().person()));
        }
        if (decision != null && !decision.reason().isEmpty()) {
            add(told, "reason", new StringType(decision.reason()));
        }
        return told;
    }

    /** @param url under which the files are */
    Parameters told(String url, List<String> files) {
        Parameters told = decided();
        add(told, "downloads", new IntegerType(disclosure.downloads()));
        files.forEach(file -> add(told, "file", new UrlType(url + "&file=" + file)));
        Instant changed = disclosure.changed();
        if (changed != null) {
            add(told, "changed", instant(changed));
            add(told, "notice", new StringType(NOTICE));
        }
        return told;
    }

    private Parameters base() {
        Parameters told = new Parameters();
        add(told, "status", new CodeType(disclosure.state().name().toLowerCase(Locale.ROOT)));
        add(told, "request", new StringType(disclosure.id()));
        add(told, "expires", instant(disclosure.expires()));
        return told;
    }

    private static InstantType instant(Instant moment) {
        return new InstantType(moment.toString());
    }

    private static void add(Parameters told, String name, Type value) {
        told.addParameter().setName(name).setValue(value);
    }
}
