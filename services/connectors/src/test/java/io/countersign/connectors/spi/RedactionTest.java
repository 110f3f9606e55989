package io.countersign.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.testing.ProcessorTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer s3cr3t/va\"lue",
        "Basic czNjcjN0L3ZhImx1ZQ==",
        "{\"password\": \"s3cr3t/va\\\"lue\"}",
        "?token=s3cr3t%2Fva%22lue&x=1",
        "it was s3cr3t/va\"lue."
      })
  void aKnownValueGoesInWhateverEncoding(String text) {
    assertThat(Redaction.of(new Secret("s3cr3t/va\"lue")).text(text))
        .contains("[redacted]")
        .doesNotContain("s3cr3t")
        .doesNotContain("czNjcjN0");
  }

  /** It would take every such letter out of every text. */
  @Test
  void aValueAsShortAsAWordStays() {
    assertThat(Redaction.of(new Secret("t")).text("it waits")).isEqualTo("it waits");
    assertThat(Redaction.of(new Secret("123")).text("at 123")).isEqualTo("at 123");
    assertThat(Redaction.of(new Secret("1234")).text("at 1234")).isEqualTo("at [redacted]");
  }

  @Test
  void whatLooksLikeACredentialGoesUnknown() {
    assertThat(Redaction.NONE.text("Authorization: bearer abcdef123, db_password=hunter22 x"))
        .doesNotContain("abcdef123")
        .doesNotContain("hunter22")
        .endsWith(" x");
    assertThat(Redaction.NONE.text("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA X-----"))
        .isEqualTo("[redacted]");
    assertThat(Redaction.NONE.text("5 tokens left, basic idea")).contains("5 tokens left");
  }

  @Test
  void whatATerminalWouldObeyGoesAndHidesNoSecret() {
    assertThat(Redaction.NONE.text("\u001b[1;35m[WARNING]: no vault\u001b[0m"))
        .isEqualTo("[WARNING]: no vault");
    assertThat(Redaction.of(new Secret("hunter22")).text("it was hun\u001b[0mter22"))
        .isEqualTo("it was [redacted]");
  }

  @Test
  void aHostileTextTakesNoLongerThanAnyOther() {
    for (var piece :
        new String[] {"x", "token", "bearer ", "token=\"", "\\\"", "-----BEGIN A", "\u001b]"}) {
      var text = piece.repeat(100_000);
      assertThat(ProcessorTime.of(() -> Redaction.NONE.text(text)))
          .as(piece)
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aSecretIsReadAnewTrimmedAndNeverPrinted(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("s"), "one\n");
    assertThat(Outcomes.value(Secrets.resolve("file:" + file)).reveal()).isEqualTo("one");
    Files.writeString(file, "two\r\n");
    var secret = Outcomes.value(Secrets.resolve("file:" + file));
    assertThat(secret.reveal()).isEqualTo("two");
    assertThat(secret).hasToString("[secret]");
  }

  @Test
  void aSecretThatCannotBeUsedIsUnauthorised(@TempDir Path folder) throws IOException {
    var empty = Files.writeString(folder.resolve("empty"), "\n");
    var lines = Files.writeString(folder.resolve("lines"), "a\r\nX-Evil: 1");
    for (var reference :
        new String[] {
          "file:" + empty,
          "file:" + lines,
          "file:" + folder.resolve("none"),
          "env:NOT_SET_AT_ALL",
          "hunter2"
        }) {
      var failed = Outcomes.failed(Secrets.resolve(reference));
      assertThat(failed.code()).isEqualTo(FailureCode.UNAUTHORISED);
      assertThat(failed.message()).doesNotContain("hunter2").doesNotContain("X-Evil");
    }
  }
}
