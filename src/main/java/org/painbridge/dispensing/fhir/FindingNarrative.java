package org.painbridge.dispensing.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.painbridge.dispensing.BilingualText;
import org.painbridge.dispensing.Finding;
import org.painbridge.dispensing.Undecided;

/** A finding or an open question for reading, in English and French. */
record FindingNarrative(List<BilingualText> texts) {

    /** What was found, what clears it, what was not known. */
    static FindingNarrative of(Finding finding) {
        List<BilingualText> texts = new ArrayList<>(List.of(finding.sentence(), finding.clears()));
        texts.addAll(finding.limits());
        return new FindingNarrative(texts);
    }

    /** What is not decided, and what for lack of. */
    static FindingNarrative of(Undecided undecided) {
        List<BilingualText> texts = new ArrayList<>(List.of(undecided.sentence()));
        texts.addAll(undecided.limits());
        return new FindingNarrative(texts);
    }

    Narrative narrative() {
        XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
        div.attribute("xmlns", "http://www.w3.org/1999/xhtml");
        div.addChildNode(section(Locale.ENGLISH, BilingualText::en));
        div.addChildNode(section(Locale.FRENCH, BilingualText::fr));
        Narrative narrative = new Narrative();
        narrative.setStatus(NarrativeStatus.GENERATED);
        narrative.setDiv(div);
        return narrative;
    }

    private XhtmlNode section(Locale language, Function<BilingualText, String> words) {
        XhtmlNode section = new XhtmlNode(NodeType.Element, "div");
        section.attribute("lang", language.getLanguage());
        for (BilingualText text : texts) {
            section.addTag("p").addText(words.apply(text));
        }
        return section;
    }
}
