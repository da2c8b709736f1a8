package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;

/** The FHIRPath expressions of search parameters, as text. */
final class SearchPaths {
    private SearchPaths() {}

    /**
     * The members of a union, to be evaluated each by itself: rows are a set anyway, and to compare quantities of a union
     * HAPI would want a UCUM service, which it lacks.
     */
    static List<String> members(String path) {
        List<String> members = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < path.length(); i++) {
            char next = path.charAt(i);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (next == '|' && depth == 0) {
                members.add(path.substring(start, i).strip());
                start = i + 1;
            }
        }
        members.add(path.substring(start).strip());
        return members;
    }
}
