package org.painbridge.imaging;

import java.util.List;

/**
 * A decisive question.
 *
 * @param fact the fact to answer; the linkId of the answer
 * @param type what an answer looks like
 * @param redFlag whether it is a sign of danger, or a list of such signs, or one of the list: to deny it calms
 * @param evidence where the data may be found instead of asking
 */
public record Question(
        String fact, Fact.Type type, Localized text, boolean emergent, boolean redFlag, List<FactEvidence> evidence) {
    static Question of(Fact fact, boolean redFlag) {
        return new Question(fact.id(), fact.type(), fact.question(), fact.emergent(), redFlag, fact.evidence());
    }
}
