package io.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was sent to us never looks like a line of the log that is ours. */
class CleanLogTextTest {
  private static final String FORGED = "x\r\n2026-01-01T00:00:00.000Z INFO  [main] all is well";

  @Test
  void aMessageStaysOneLine() {
    assertThat(CleanLogText.clean("a\r\nb\nc\rd\u2028e\u001b[2Jf\u202eg\0h\ti\u00fc"))
        .isEqualTo("a | b | c | d\\u2028e\\u001b[2Jf\\u202eg\\u0000h\ti\u00fc");
  }

  @Test
  void noFailureWritesALineOfItsOwn() {
    var failure = new IllegalStateException(FORGED, new IllegalArgumentException("why " + FORGED));
    failure.addSuppressed(new IllegalArgumentException("and " + FORGED));
    var lines = written("said " + FORGED, failure).split("\n");
    assertThat(lines).noneMatch(it -> it.startsWith("2026-01-01"));
    assertThat(lines[0]).contains("said x | 2026");
    assertThat(lines)
        .filteredOn(it -> it.contains("all is well"))
        .hasSize(4)
        .allMatch(it -> it.contains("x | 2026"));
    assertThat(lines).anyMatch(it -> it.contains("CleanLogTextTest.noFailureWritesALineOfItsOwn"));
  }

  private static String written(String message, Throwable failure) {
    var context = new LoggerContext();
    context.putObject(
        ch.qos.logback.core.CoreConstants.PATTERN_RULE_REGISTRY,
        Map.of(
            "told", CleanLogMessage.class.getName(), "failure", CleanLogThrowable.class.getName()));
    var layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("told", CleanLogMessage::new);
    layout.getInstanceConverterMap().put("failure", CleanLogThrowable::new);
    layout.setPattern("%told%n%failure");
    layout.start();
    var event =
        new LoggingEvent("x", context.getLogger("x"), Level.WARN, message, failure, new Object[0]);
    return layout.doLayout(event);
  }
}
