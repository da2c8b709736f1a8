package org.painbridge.server.validation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One resource of a bundle in XML, compressed: a tenth of its text, a hundredth of its objects.
 *
 * @param type of the resource
 * @param url its canonical URL
 * @param derivation of a StructureDefinition
 */
record PackedDefinition(String type, String url, @Nullable String derivation, byte[] bytes) {
    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** Whether it defines a type, and not a constraint of one. */
    boolean isType() {
        return "specialization".equals(derivation);
    }

    String xml() {
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(inflated.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The resources of a bundle that have a canonical URL. */
    static List<PackedDefinition> ofBundle(String bundle) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(bundle));
            List<PackedDefinition> found = new ArrayList<>();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("resource")) {
                    reader.nextTag();
                    PackedDefinition definition = read(reader, bundle);
                    if (definition != null) {
                        found.add(definition);
                    }
                }
            }
            return found;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The definitions of R4 cannot be read", e);
        }
    }

    /** From the first tag of a resource to the last. */
    private static @Nullable PackedDefinition read(XMLStreamReader reader, String bundle) throws XMLStreamException {
        String type = reader.getLocalName();
        int start = reader.getLocation().getCharacterOffset();
        String url = null;
        String derivation = null;
        int depth = 0;
        while (depth >= 0) {
            int event = reader.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamReader.START_ELEMENT && ++depth == 1) {
                String value = reader.getAttributeValue(null, "value");
                url = reader.getLocalName().equals("url") ? value : url;
                derivation = reader.getLocalName().equals("derivation") ? value : derivation;
            }
        }
        String text = bundle.substring(start, reader.getLocation().getCharacterOffset());
        if (!text.startsWith("<" + type)) {
            throw new IllegalStateException("The XML reader tells the end of a tag in place of its beginning");
        }
        return url == null ? null : new PackedDefinition(type, url, derivation, packed(text + "</" + type + ">"));
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
