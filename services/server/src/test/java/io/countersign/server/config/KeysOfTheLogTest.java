package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.log.key.GivenLogKeys;
import io.countersign.ledger.log.key.LogKeyFile;
import io.countersign.server.config.record.RecordLogSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the log's keys are, by what the file says. */
class KeysOfTheLogTest {
  @TempDir Path home;

  private static RecordLogSettings key(String key, String next) {
    return new RecordLogSettings("", key, next);
  }

  @Test
  void withoutAWordTheyAreAFileInTheHomeForItsOwnerAlone() throws Exception {
    var store = LogKeys.of(RecordLogSettings.DEFAULT, home);
    assertThat(store.current()).isEmpty();
    var made = store.create("log.example/a");
    assertThat(Files.getPosixFilePermissions(home.resolve("log.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    var named = LogKeys.of(key("file:" + home.resolve("log.key"), ""), home.resolve("elsewhere"));
    assertThat(named.current().orElseThrow().keys()).isEqualTo(made.keys());
  }

  @Test
  void whatAVariableDoesNotHoldIsRefusedAtTheStart() {
    assertThatThrownBy(() -> LogKeys.of(key("env:NO_SUCH_LOG_KEY", ""), home))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("log.key: env:NO_SUCH_LOG_KEY is not set");
    assertThatThrownBy(() -> LogKeys.of(key("env:PATH", ""), home))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("log.key: the log's key: not a key of a log");
    assertThatThrownBy(() -> LogKeys.of(key("", "env:NEXT"), home))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("log.nextKey");
  }

  /** As a variable holds it. */
  @Test
  void aKeyOnOneLineIsTheSame() throws Exception {
    var text = GivenLogKeys.generate("log.example/a");
    var file = home.resolve("log.key");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(LogKeys.lines(text.replace('\n', ' '))).isEqualTo(text);
    assertThat(GivenLogKeys.of(LogKeys.lines(text.replace('\n', ' ')), "").current().orElseThrow())
        .hasToString(new LogKeyFile(file).current().orElseThrow().toString());
  }
}
