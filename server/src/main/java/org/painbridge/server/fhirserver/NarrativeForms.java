package org.painbridge.server.fhirserver;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.util.XmlUtil;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

/**
 * A narrative that everybody may show (FHIR R4, 2.4.0): one div with something in it, and nothing that a browser would run or
 * fetch by itself. What else XHTML has rules for is left to {@code $validate}.
 */
final class NarrativeForms {
    static final String DIV = "one div of XHTML with something in it";
    static final String STILL =
            "a narrative of well-formed XHTML without scripts, forms, frames, objects, links to styles and attributes such as onclick";

    private static final String START = "\\s*(?:<\\?xml[^<>]*\\?>\\s*)?<";
    private static final Pattern BEGINNING = Pattern.compile(START + "(?:\\w+:)?div[\\s/>]");
    private static final Pattern EMPTY = Pattern.compile(START + "[^<>]*(?:/>|>\\s*</[^<>]*>)\\s*");
    private static final Set<String> RUN = Set.of(
            "script",
            "form",
            "base",
            "link",
            "frame",
            "frameset",
            "iframe",
            "object",
            "embed",
            "applet",
            "head",
            "body");
    /** Few narratives have anything like it; those are read as XML. */
    private static final Pattern SUSPICIOUS = Pattern.compile(
            "<\\s*(?:[^\\s<>:]*:)?(?:" + String.join("|", RUN)
                    + ")|[\\s\"'/:]on\\w+\\s*=|s\\s*c\\s*r\\s*i\\s*p\\s*t\\s*[:&]|&(?:#|tab|newline|colon)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private NarrativeForms() {}

    static boolean isDiv(String text) {
        return BEGINNING.matcher(text).lookingAt() && !EMPTY.matcher(text).matches();
    }

    /** True, too, for what has anything like it and is no XML: HAPI's parser reads more than that, and nobody knows as what. */
    static boolean runs(String text) {
        if (!SUSPICIOUS.matcher(text).find()) {
            return false;
        }
        try {
            return XmlUtil.parse(text).stream().filter(XMLEvent::isStartElement).anyMatch(NarrativeForms::runs);
        } catch (DataFormatException e) {
            return true;
        }
    }

    private static boolean runs(XMLEvent event) {
        StartElement element = event.asStartElement();
        boolean runs = runsAsElement(element.getName().getLocalPart());
        for (Iterator<Attribute> each = element.getAttributes(); each.hasNext() && !runs; ) {
            Attribute attribute = each.next();
            runs = runsAsAttribute(attribute.getName().getLocalPart(), attribute.getValue());
        }
        return runs;
    }

    /** The same of the element at which a reader is. */
    static boolean runs(XMLStreamReader reader) {
        boolean runs = runsAsElement(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount() && !runs; i++) {
            runs = runsAsAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return runs;
    }

    private static boolean runsAsElement(String name) {
        return RUN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean runsAsAttribute(String name, String value) {
        String address = BLANKS.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
        return name.toLowerCase(Locale.ROOT).startsWith("on")
                || address.startsWith("javascript:")
                || address.startsWith("vbscript:");
    }
}
