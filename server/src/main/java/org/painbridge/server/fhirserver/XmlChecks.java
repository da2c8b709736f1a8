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

    /**
     * @param code for what is no XML of FHIR
     * @throws RequestProblem with line and column of what is wrong
     */
    void check(byte[] body, ErrorCode code) {
        int entries = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
            Deque<String> namespaces = new ArrayDeque<>();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD ->
                        throw malformed(
                                code, "FHIR allows no document type, nor entities of one", reader.getLocation());
                    case XMLStreamConstants.START_ELEMENT -> {
                        namespaces.push(namespace(reader, code));
                        requireShallow(namespaces.size());
                        entries +=
                                namespaces.size() == 2 && reader.getLocalName().equals("entry") ? 1 : 0;
                    }
                    case XMLStreamConstants.END_ELEMENT -> namespaces.pop();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        requireNarrative(reader, namespaces.getFirst(), code);
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

    private static void requireNarrative(XMLStreamReader reader, String namespace, ErrorCode code) {
        if (!reader.isWhiteSpace() && !namespace.equals(XHTML)) {
            throw malformed(
                    code,
                    "there is text outside of the narrative: values are in the attribute value",
                    reader.getLocation());
        }
    }

    private static RequestProblem malformed(ErrorCode code, String what, Location where) {
        return new RequestProblem(
                code,
                "",
                "The body is not XML that this server reads, at line " + where.getLineNumber() + ", column "
                        + where.getColumnNumber() + ": " + what);
    }
}
