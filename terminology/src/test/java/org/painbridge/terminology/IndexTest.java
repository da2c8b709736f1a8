package org.painbridge.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class IndexTest {
    @Test
    void indexListsExactlyTheArtifacts() throws IOException {
        Content ours = Content.ours();
        if (Boolean.getBoolean("painbridge.rewrite")) {
            WrittenCheck.rewrite(ours);
            Files.writeString(ours.root().resolve("index.json"), IndexCheck.index(ours));
        }

        assertThat(new IndexCheck().problems(ours)).isEmpty();
    }
}
