package org.painbridge.careplan.fhir;

import java.util.List;
import org.painbridge.careplan.PushProblem;

/** What became of reading the parameters of a push. */
public sealed interface PushReading {
    record Read(PushContent content) implements PushReading {}

    /** The parameters are not those of the operation. */
    record Unreadable(List<PushProblem> problems) implements PushReading {
        public Unreadable {
            problems = List.copyOf(problems);
        }
    }
}
