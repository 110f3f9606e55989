package io.countersign.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of abuse cases: what is tried, what has to come of it, and the tests that try it, which
 * this build runs. Each case has a test named after it, or a reason why it isn't applicable yet.
 */
class AbuseCasesTest {
  private static final Path PAGE = Path.of("../../docs/reference/abuse-cases.md");
  private static final Pattern METHOD =
      Pattern.compile("\n  (?:public )?void ([a-h]\\d\\d)_(\\w*)\\(.*?(?=\n  })", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z_]{3,}\\b");

  /**
   * One attempt.
   *
   * @param notYet why it isn't applicable; empty where a test tries it
   */
  private record Case(String id, String attempt, String expected, String notYet) {
    static Case of(String line) {
      var parts = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      assertThat(parts).as(line).hasSizeBetween(3, 4);
      return new Case(
          parts.get(0), parts.get(1), parts.get(2), parts.size() > 3 ? parts.get(3) : "");
    }

    String row(List<Trial> trials) {
      var seen =
          trials.isEmpty()
              ? "not applicable yet: " + notYet
              : trials.stream().map(Trial::text).collect(Collectors.joining("<br>"));
      return "| %s | %s | %s | %s |".formatted(id, attempt, expected, seen);
    }
  }

  /** One test of a case, and the refusals that it asserts. */
  private record Trial(String test, String method, List<String> codes) {
    String text() {
      return "`%s.%s`%s"
          .formatted(test, method, codes.isEmpty() ? "" : ": " + String.join(", ", codes));
    }
  }

  @Test
  void eachCaseIsTriedOrSaysWhyNot() throws IOException {
    var trials = trials();
    var cases = lines().filter(it -> !it.startsWith("#")).map(Case::of).toList();

    assertThat(cases)
        .allSatisfy(
            it ->
                assertThat(trials.containsKey(it.id()))
                    .as(it.id())
                    .isEqualTo(it.notYet().isEmpty()));
    assertThat(cases).extracting(Case::id).doesNotHaveDuplicates().containsAll(trials.keySet());
  }

  @Test
  void theyAreListed() throws IOException {
    var trials = trials();
    var page = new ArrayList<String>();
    page.add(
        """
        # Abuse cases

        Generated from the tests; a test compares. Each attempt is made by the tests named, in every build; the codes are those
        that they assert.\
        """);
    lines()
        .filter(it -> !it.startsWith("# "))
        .forEach(
            line -> {
              if (line.startsWith("## ")) {
                page.add(
                    "\n" + line + "\n\n| case | attempt | expected | seen |\n|---|---|---|---|");
              } else {
                var it = Case.of(line);
                page.add(it.row(trials.getOrDefault(it.id(), List.of())));
              }
            });
    assertPage(String.join("\n", page) + "\n");
  }

  private static Stream<String> lines() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/abuse-cases.txt")).stream()
        .filter(it -> !it.isBlank());
  }

  /** By the id of their case; the tests run in the server's folder. */
  private static Map<String, List<Trial>> trials() throws IOException {
    var found = new TreeMap<String, List<Trial>>();
    try (var files = Files.walk(Path.of("../.."))) {
      for (var file :
          files
              .filter(it -> it.toString().contains("/src/test/java/"))
              .filter(it -> it.toString().endsWith("Test.java"))
              .sorted()
              .toList()) {
        var test = file.getFileName().toString().replace(".java", "");
        METHOD
            .matcher(Files.readString(file))
            .results()
            .forEach(
                it ->
                    found
                        .computeIfAbsent(
                            it.group(1).toUpperCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(new Trial(test, it.group(1) + "_" + it.group(2), codes(it))));
      }
    }
    return found;
  }

  private static List<String> codes(MatchResult method) {
    var known =
        Arrays.stream(RefusalCode.values()).map(RefusalCode::name).collect(Collectors.toSet());
    var codes =
        CODE.matcher(method.group())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    codes.retainAll(known);
    return List.copyOf(codes);
  }

  private static void assertPage(String page) throws IOException {
    if (Boolean.getBoolean("countersign.regenerate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run once with -Dcountersign.regenerate=true").content().isEqualTo(page);
  }
}
