package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.Procedure;

/** What the codes of a site's own order catalogue stand for, by ConceptMaps to the procedure keys. */
final class LocalProcedures {
    private static final String SETTING = "painbridge.imaging.procedure-maps";
    /** A target that is wider is what we need to know; a narrower one would be a guess. */
    private static final Set<ConceptMapEquivalence> USED =
            Set.of(ConceptMapEquivalence.EQUIVALENT, ConceptMapEquivalence.EQUAL, ConceptMapEquivalence.WIDER);

    private final FhirContext context;
    private final Map<Code, String> keys = new HashMap<>();

    private LocalProcedures(FhirContext context) {
        this.context = context;
    }

    /**
     * The procedure keys by local code.
     *
     * @param files each a ConceptMap as JSON
     * @throws IllegalArgumentException naming the file, the code and what is wrong with it
     */
    static Map<Code, String> in(FhirContext context, List<String> files) {
        LocalProcedures all = new LocalProcedures(context);
        files.forEach(all::add);
        return Map.copyOf(all.keys);
    }

    private void add(String file) {
        for (ConceptMapGroupComponent group : read(file).getGroup()) {
            if (!group.hasSource() || !Procedure.SYSTEM.equals(group.getTarget())) {
                throw refusal(
                        file,
                        "a group leads from " + group.getSource() + " to " + group.getTarget() + ", not to "
                                + Procedure.SYSTEM);
            }
            for (SourceElementComponent element : group.getElement()) {
                add(file, Code.of(group.getSource(), element.getCode()), element.getTarget());
            }
        }
    }

    private void add(String file, Code code, List<TargetElementComponent> targets) {
        for (TargetElementComponent target : targets) {
            if (USED.contains(target.getEquivalence())) {
                String before = keys.put(code, target.getCode());
                if (before != null && !before.equals(target.getCode())) {
                    throw refusal(file, code + " stands for " + before + " and for " + target.getCode());
                }
            }
        }
    }

    private ConceptMap read(String file) {
        try (Reader text = Files.newBufferedReader(Path.of(file))) {
            return context.newJsonParser().parseResource(ConceptMap.class, text);
        } catch (DataFormatException | IOException e) {
            throw new IllegalArgumentException(SETTING + ", " + file + ": no ConceptMap can be read from it", e);
        }
    }

    private static IllegalArgumentException refusal(String file, String why) {
        return new IllegalArgumentException(SETTING + ", " + file + ": " + why);
    }
}
