package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.server.Page;

class TopicPageTest {
    private static final Page PAGE = Page.of("docs/notifications.md");

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyTopicIsOnThePageWithItsFilters(Topic topic) {
        Map<String, List<String>> rows = PAGE.rows();

        assertThat(rows).containsKey(topic.code());
        assertThat(rows.get(topic.code()).getLast()).isEqualTo(filters(topic));
    }

    @Test
    void theReadmeSaysHowManyTopicsThereAre() {
        assertThat(Page.of("README.md").text()).contains("Notifications: " + Topic.values().length + " topics");
    }

    private static String filters(Topic topic) {
        List<String> names =
                topic.filters().stream().map(filter -> "`" + filter + "=`").toList();
        return "`" + topic.type() + "?" + String.join(", ", names).substring(1);
    }
}
