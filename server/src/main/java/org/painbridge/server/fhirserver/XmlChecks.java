package org.painbridge.server.fhirserver;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.painbridge.server.ErrorCode;

/** Is a body XML that means the same to every reader? HAPI passes over document types, namespaces and stray text. */
final class XmlChecks {
    private static final String FHIR = "http://hl7.org/fhir";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    private final int maxDepth;
    private final int maxEntries;

    /**
     * @param maxDepth most nested elements
     * @param maxEntries most entries of a bundle: HAPI takes seconds to read some ten thousand
     */
    XmlChecks(int maxDepth, int maxEntries) {
        this.maxDepth = maxDepth;
        this.maxEntries = maxEntries;
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    /** An element that has begun. */
    private static final class Open {
        private final String namespace;
        private final boolean extension;
        private boolean value;
        private boolean content;

        Open(String namespace, String name) {
            this.namespace = namespace;
            this.extension = namespace.equals(FHIR) && (name.equals("extension") || name.equals("modifierExtension"));
        }

        boolean isNarrative() {
            return namespace.equals(XHTML);
        }
    }

    /**
     * @param code for what is no XML of FHIR
     * @throws RequestProblem with line and column of what is wrong
     */
    void check(byte[] body, ErrorCode code) {
        int entries = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
            requireVersion(reader, code);
            Deque<Open> open = new ArrayDeque<>();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD ->
                        throw malformed(
                                code, "FHIR allows no document type, nor entities of one", reader.getLocation());
                    case XMLStreamConstants.START_ELEMENT -> {
                        begin(reader, open, code);
                        requireShallow(open.size());
                        entries += open.size() == 2 && reader.getLocalName().equals("entry") ? 1 : 0;
                    }
                    case XMLStreamConstants.END_ELEMENT -> end(reader, open, code);
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        requireNarrative(reader, open.getFirst(), code);
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw malformed(code, "it breaks the rules of XML", e.getLocation());
        }
        if (entries > maxEntries) {
            throw JsonShape.tooManyEntries(maxEntries, entries);
        }
    }

    /** XML 1.1 has characters that neither XML 1.0 nor FHIR allows. */
    private static void requireVersion(XMLStreamReader reader, ErrorCode code) {
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            throw malformed(code, "it is XML " + reader.getVersion() + ": send XML 1.0", reader.getLocation());
        }
    }

    private static void begin(XMLStreamReader reader, Deque<Open> open, ErrorCode code) {
        Open begun = new Open(namespace(reader, code), reader.getLocalName());
        Open around = open.peek();
        if (around != null) {
            around.content = true;
            boolean value = around.extension && reader.getLocalName().startsWith("value");
            if (value && around.value) {
                throw malformed(
                        code, "an extension has one value, this one several: send another one", reader.getLocation());
            }
            around.value |= value;
        }
        open.push(begun);
    }

    private static void end(XMLStreamReader reader, Deque<Open> open, ErrorCode code) {
        Open ended = open.pop();
        boolean whole =
                ended.isNarrative() && !open.isEmpty() && !open.getFirst().isNarrative();
        if (whole && !ended.content) {
            throw malformed(code, "the text is " + NarrativeForms.DIV, reader.getLocation());
        }
    }

    private static String namespace(XMLStreamReader reader, ErrorCode code) {
        String namespace = String.valueOf(reader.getNamespaceURI());
        if (!namespace.equals(FHIR) && !namespace.equals(XHTML)) {
            throw malformed(
                    code,
                    "the element " + reader.getLocalName() + " is not of the namespace " + FHIR,
                    reader.getLocation());
        }
        return namespace;
    }

    private void requireShallow(int depth) {
        if (depth > maxDepth) {
            throw new RequestProblem(
                    ErrorCode.NESTED_TOO_DEEP,
                    "",
                    "The body nests elements more than " + maxDepth
                            + " deep, the limit of this server (painbridge.rest.max-depth): send it flatter");
        }
    }

    private static void requireNarrative(XMLStreamReader reader, Open around, ErrorCode code) {
        if (reader.isWhiteSpace()) {
            return;
        }
        if (!around.isNarrative()) {
            throw malformed(
                    code,
                    "there is text outside of the narrative: values are in the attribute value",
                    reader.getLocation());
        }
        around.content = true;
    }

    private static RequestProblem malformed(ErrorCode code, String what, Location where) {
        return new RequestProblem(
                code,
                "",
                "The body is not XML that this server reads, at line " + where.getLineNumber() + ", column "
                        + where.getColumnNumber() + ": " + what);
    }
}
