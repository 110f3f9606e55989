package io.countersign.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Event;
import io.countersign.domain.RefusalCode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages under docs/reference say what the code says; -Dcountersign.regenerate=true writes them.
 */
class ReferencePagesTest {
  private static final Path REFERENCE = Path.of("../../docs/reference");

  @Test
  void eventsAreListed() throws IOException {
    var page =
        EventNames.all().entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getValue().type()))
            .map(ReferencePagesTest::section)
            .collect(
                Collectors.joining(
                    "\n",
                    """
                    # Events

                    Generated from the code; a test compares. Each is stored under its name and revision as
                    canonical JSON (RFC 8785: sorted members, no floating point, no null). Beside it lie
                    `actor`, `actorKind`, `via`, `commandId` and, where known, `correlationId`,
                    `causationId` and `traceId`. Ids are text, instants ISO 8601 in UTC.

                    """,
                    ""));
    assertPage("events.md", page);
  }

  private static String section(Map.Entry<Class<? extends Event>, EventNames.Name> entry) {
    var name = entry.getValue();
    var members =
        Stream.of(entry.getKey().getRecordComponents())
            .map(component -> "| `" + component.getName() + "` | " + type(component) + " |\n")
            .collect(Collectors.joining());
    return "## `%s`, revision %s\n\n| member | type |\n|---|---|\n%s"
        .formatted(name.type(), name.revision(), members);
  }

  private static String type(RecordComponent component) {
    var optional =
        Arrays.stream(component.getAnnotatedType().getAnnotations())
            .anyMatch(it -> it.annotationType().getSimpleName().equals("Nullable"));
    return plain(component.getGenericType()) + (optional ? ", may be absent" : "");
  }

  /** Simple names, as people read them. */
  private static String plain(Type type) {
    return type.getTypeName().replaceAll("[a-z]+\\.(?=[a-zA-Z])", "").replace('$', '.');
  }

  @Test
  void refusalCodesAreListed() throws IOException {
    var page =
        Stream.of(RefusalCode.values())
            .map(it -> "| `%s` | %s | %s |".formatted(it, it.kind(), it.meaning()))
            .collect(
                Collectors.joining(
                    "\n",
                    """
                    # Refusal codes

                    Generated from the code; a test compares. Codes are a contract: a name never changes
                    its meaning.

                    | code | kind | meaning |
                    |---|---|---|
                    """,
                    "\n"));
    assertPage("refusal-codes.md", page);
  }

  private static void assertPage(String name, String page) throws IOException {
    var file = REFERENCE.resolve(name);
    if (Boolean.getBoolean("countersign.regenerate")) {
      Files.createDirectories(REFERENCE);
      Files.writeString(file, page);
    }
    assertThat(file).as("run once with -Dcountersign.regenerate=true").exists();
    assertThat(Files.readString(file)).isEqualTo(page);
  }
}
