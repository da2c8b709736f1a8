package org.painbridge.server.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.painbridge.server.store.CodeMembership.Code;

/** Whether codes are in a value set, or in their code system. */
final class CodeChecker {
    private final ValueSets sets;
    private final Expander expander;
    private final CodeSystems systems;

    CodeChecker(ValueSets sets, Expander expander, CodeSystems systems) {
        this.sets = sets;
        this.expander = expander;
        this.systems = systems;
    }

    /** @throws NotHere where the value set, or what decides, is not here */
    CodeVerdict inValueSet(Canonical valueSet, CodeQuestion question) {
        Optional<ValueSet> here = sets.here(valueSet.toString());
        if (here.isPresent()) {
            return inValueSet(here.get(), question);
        }
        String where = "the value set " + valueSet;
        return firstRight(
                question,
                coding -> verdict(sets.findElsewhere(valueSet, coding, question.groups()), coding, where, question));
    }

    /** @throws NotHere where it depends on codes that are not here */
    CodeVerdict inValueSet(ValueSet valueSet, CodeQuestion question) {
        Expansion expansion = expander.expand(valueSet);
        String where = "the value set " + valueSet.getUrl();
        return firstRight(question, coding -> verdict(expansion.find(spelled(coding)), coding, where, question));
    }

    /** @throws NotHere where the code system, or the part of it that decides, is not here */
    CodeVerdict inCodeSystem(CodeQuestion question) {
        return firstRight(question, coding -> {
            Codes codes = systems.require(coding.getSystem(), coding.getVersion());
            Optional<Concept> found = codes.find(coding.getCode());
            if (found.isEmpty() && !codes.complete()) {
                throw NotHere.restOf(codes.system());
            }
            return verdict(found, coding, "the code system " + codes.system(), question);
        });
    }

    /** Of several codings one has to be right; one that cannot be decided matters only where none is. */
    private static CodeVerdict firstRight(CodeQuestion question, Function<Coding, CodeVerdict> check) {
        List<CodeVerdict> wrong = new ArrayList<>();
        NotHere undecided = null;
        for (Coding coding : question.codings()) {
            try {
                CodeVerdict verdict = check.apply(coding);
                if (verdict.right()) {
                    return verdict;
                }
                wrong.add(verdict);
            } catch (NotHere e) {
                undecided = e;
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        return wrong.getFirst();
    }

    /** Where a code system ignores case, the code as it writes it. */
    private Code spelled(Coding coding) {
        String code = systems.here(coding.getSystem(), coding.getVersion())
                .flatMap(codes -> codes.find(coding.getCode()))
                .map(concept -> concept.code().code())
                .orElse(coding.getCode());
        return new Code(coding.getSystem(), code);
    }

    private static CodeVerdict verdict(Optional<Concept> found, Coding coding, String where, CodeQuestion question) {
        String code = coding.getSystem() + "|" + coding.getCode();
        if (found.isEmpty()) {
            return CodeVerdict.wrong("The code " + code + " is not in " + where);
        }
        Concept concept = found.get();
        String display = concept.display(question.language());
        if (concept.notSelectable() && !question.groups()) {
            return new CodeVerdict(
                    false, "The code " + code + " only groups others (send abstract=true if it will do)", display);
        }
        if (coding.hasDisplay() && display != null && !concept.isCalled(coding.getDisplay())) {
            return new CodeVerdict(
                    false, "The code " + code + " is called " + display + ", not " + coding.getDisplay(), display);
        }
        return new CodeVerdict(true, concept.inactive() ? "The code " + code + " is inactive" : null, display);
    }
}
