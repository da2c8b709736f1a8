package org.painbridge.server.imaging.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the key comes from that signing keys are encrypted with. */
class SigningSettingsTest {
    private static final SigningSettings NONE = settings(List.of());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:5432/painbridge",
                "jdbc:h2:tcp://localhost/painbridge",
                "jdbc:h2:ssl://x/y"
            })
    void aServerDatabaseWithoutKeySaysWhatIsMissing(String url) {
        assertThatThrownBy(() -> NONE.safe(url))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("painbridge.imaging.signing.encryption-keys is not set")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void theEmbeddedDatabaseGetsAKeyFileBesideItThatOnlyItsOwnerReads() throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("painbridge");

        byte[] locked = NONE.safe(url).lock("{}");

        Path file = folder.resolve("painbridge.signing-key");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        assertThat(NONE.safe(url + ";MODE=PostgreSQL").open(locked)).isEqualTo("{}");
    }

    @Test
    void aDatabaseInMemoryNeedsNoFile() {
        assertThat(DemoKey.file("jdbc:h2:./data/painbridge")).contains(Path.of("./data/painbridge.signing-key"));
        assertThat(NONE.safe("jdbc:h2:mem:tests").lock("{}")).isNotEmpty();
    }

    @Test
    void aKeyThatIsNoneIsRefusedAndNeverShown() {
        assertThatThrownBy(() -> settings(List.of("c2hvcnQ="))).hasMessageContaining("5 bytes");
        assertThatThrownBy(() -> settings(List.of("not base64!")))
                .hasMessageContaining("not Base64")
                .hasMessageNotContaining("not base64!");
        String key = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=";
        assertThat(settings(List.of(key)).toString()).doesNotContain(key);
    }

    private static SigningSettings settings(List<String> keys) {
        return new SigningSettings(Duration.ofDays(90), Duration.ofDays(3650), keys);
    }
}
