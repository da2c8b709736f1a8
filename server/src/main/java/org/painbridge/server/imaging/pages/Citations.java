package org.painbridge.server.imaging.pages;

import java.util.ArrayList;
import java.util.List;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Grades;
import org.painbridge.imaging.Language;

/** The sources of a page, numbered as they come up. */
final class Citations {
    private final List<Evidence> cited = new ArrayList<>();

    /** Puts the numbers behind what was said. */
    void cite(Html html, List<Evidence> sources) {
        for (Evidence source : sources) {
            int number = number(source);
            html.open("sup").element("a", "[" + number + "]", "href", "#source-" + number);
            html.close("sup");
        }
    }

    private int number(Evidence source) {
        if (!cited.contains(source)) {
            cited.add(source);
        }
        return cited.indexOf(source) + 1;
    }

    void list(Html html, Language language) {
        html.open("ol", "class", "sources");
        for (int i = 0; i < cited.size(); i++) {
            Evidence source = cited.get(i);
            html.open("li", "id", "source-" + (i + 1));
            if (source.url() == null) {
                html.text(source.document());
            } else {
                html.element("a", source.document(), "href", source.url(), "rel", "external noreferrer");
            }
            String section = source.section() == null ? "" : ", " + source.section();
            String grade = source.grade() == null ? "" : ": " + Grades.in(language, source.grade());
            html.text(section + " (" + source.edition() + ")" + grade).close("li");
        }
        html.close("ol");
    }
}
