package org.painbridge.imaging;

import java.util.List;

/**
 * A decisive question.
 *
 * @param fact the fact to answer; the linkId of the answer
 * @param type what an answer looks like
 * @param evidence where the data may be found instead of asking
 */
public record Question(String fact, Fact.Type type, Localized text, boolean emergent, List<FactEvidence> evidence) {
    static Question of(Fact fact) {
        return new Question(fact.id(), fact.type(), fact.question(), fact.emergent(), fact.evidence());
    }
}
