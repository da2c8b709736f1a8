package org.painbridge.server.fhirserver;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * A narrative that everybody may show (FHIR R4, 2.4.0, txt-1 and txt-2): something to read, in elements of text and images, and
 * nothing that a browser would run. What else XHTML has rules for is left to {@code $validate}.
 */
final class NarrativeContent {
    static final String STILL =
            "a narrative of well-formed XHTML, of elements for text and images only: without scripts, forms, frames, objects,"
                    + " style elements, links to styles, attributes such as onclick, and addresses that run";

    /** Those of txt-1, what else browsers only show, and those of CDA, which they do not know: charts have them. */
    private static final Set<String> ELEMENTS = Set.of(
            ("a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4"
                            + " h5 h6 hr i img kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead"
                            + " tr tt ul var article aside bdi center data del details dir fieldset figcaption figure font footer"
                            + " header hgroup ins label legend main mark menu nav nobr rp rt ruby s section strike summary time u"
                            + " wbr content footnote footnoteref item linkhtml list paragraph rendermultimedia")
                    .split(" ", -1));

    private static final Set<String> ADDRESSES = Set.of(
            "href", "src", "cite", "longdesc", "usemap", "background", "poster", "srcset", "ping", "dynsrc", "lowsrc");

    private static final Set<String> NEVER = Set.of("srcdoc", "action", "formaction", "is", "http-equiv");
    private static final Set<String> PREFIXED = Set.of("xml:lang", "xml:space", "xml:id");

    /** What browsers pass over in an address. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{C}]+");

    private static final Pattern RUNS = Pattern.compile("(?:javascript|vbscript|livescript|mocha):.*");
    private static final String DATA = "data:";
    private static final String IMAGE = "data:image/";

    private static final Pattern REMARK = Pattern.compile("/\\*.*?(?:\\*/|$)", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([0-9a-fA-F]{1,6})\\s?|(.))", Pattern.DOTALL);
    private static final Pattern STYLE_RUNS =
            Pattern.compile("expression\\(|(?:java|vb)script:|-moz-binding|(?:^|[;{\"'])behaviou?r:|@import");

    private NarrativeContent() {}

    /** What a narrative is instead. */
    static Optional<String> fault(XhtmlNode div) {
        if (!isStill(div)) {
            return Optional.of(STILL);
        }
        return div.getChildNodes().stream().anyMatch(NarrativeContent::isContent)
                ? Optional.empty()
                : Optional.of(NarrativeForms.DIV);
    }

    /** Comments are none, and text of blanks is none. */
    private static boolean isContent(XhtmlNode node) {
        return node.getNodeType() == NodeType.Element
                || isText(node) && !node.getContent().isBlank();
    }

    private static boolean isStill(XhtmlNode node) {
        if (isText(node)) {
            return isWritable(node.getContent());
        }
        boolean known = node.getNodeType() != NodeType.Element
                || ELEMENTS.contains(String.valueOf(node.getName()).toLowerCase(Locale.ROOT));
        return known
                && node.getAttributes().entrySet().stream()
                        .allMatch(each -> isStill(node, each.getKey(), String.valueOf(each.getValue())))
                && node.getChildNodes().stream().allMatch(NarrativeContent::isStill);
    }

    private static boolean isStill(XhtmlNode element, String attribute, String value) {
        String name = attribute.toLowerCase(Locale.ROOT);
        boolean named = !name.startsWith("on") && !NEVER.contains(name) && isOfXhtml(name);
        return named && isWritable(value) && (name.equals("style") ? isPlain(value) : isPlain(element, name, value));
    }

    /** Links of XLink have a prefix, whatever it is. */
    private static boolean isOfXhtml(String name) {
        return !name.contains(":") || name.startsWith("xmlns:") || PREFIXED.contains(name);
    }

    private static boolean isPlain(XhtmlNode element, String name, String value) {
        String address = BLANKS.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
        boolean image = address.startsWith(IMAGE)
                && name.equals("src")
                && element.getName().equalsIgnoreCase("img");
        boolean data = ADDRESSES.contains(name) && address.startsWith(DATA);
        return !RUNS.matcher(address).matches() && (image || !data);
    }

    /** Remarks and escapes of CSS may hide anything. */
    private static boolean isPlain(String style) {
        String read = ESCAPE.matcher(REMARK.matcher(style).replaceAll("")).replaceAll(NarrativeContent::unescaped);
        return !STYLE_RUNS
                .matcher(BLANKS.matcher(read).replaceAll("").toLowerCase(Locale.ROOT))
                .find();
    }

    private static String unescaped(MatchResult escape) {
        if (escape.group(1) == null) {
            return Matcher.quoteReplacement(escape.group(2));
        }
        int point = Integer.parseInt(escape.group(1), 16);
        return Character.isValidCodePoint(point) ? Matcher.quoteReplacement(Character.toString(point)) : "";
    }

    /** An entity may stand for a character that no XML can write. */
    private static boolean isWritable(String text) {
        return text.codePoints().allMatch(NarrativeContent::isOfXml);
    }

    /** {@code Char} of XML 1.0, 2.2. */
    private static boolean isOfXml(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !surrogate && !CharacterScan.forbidden(point);
    }

    private static boolean isText(XhtmlNode node) {
        return node.getNodeType() == NodeType.Text || node.getNodeType() == NodeType.CData;
    }

    /**
     * Makes a narrative that passed the same to all who show it: CDATA is written as text, since HTML knows none, and remarks are
     * left out, since HTML ends them elsewhere.
     */
    static void settle(XhtmlNode node) {
        node.getChildNodes().removeIf(child -> child.getNodeType() != NodeType.Element && !isText(child));
        for (XhtmlNode child : node.getChildNodes()) {
            if (isText(child)) {
                child.setNodeType(NodeType.Text);
            } else {
                settle(child);
            }
        }
    }
}
