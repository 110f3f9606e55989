package io.countersign.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents' links and names: what a page points to is there. */
class DocumentationTest {
  private static final Path ROOT = Path.of("../..");
  private static final List<String> CODE =
      List.of("services", "workflows", "policies", "infra/demo", "infra/bench");

  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /** A type, by more than one hump, and perhaps a member of it. */
  private static final Pattern NAME =
      Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)(?:[.(][^`]*)?`");

  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w+)");

  /** Names that others gave: alerting rules. */
  private static final Set<String> FOREIGN = Set.of("HighErrorRate");

  @Test
  void everyLinkLeadsToAFileAndToAHeading() {
    assertThat(pages().flatMap(DocumentationTest::broken)).isEmpty();
  }

  @Test
  void aLinkToATypeSaysItsName() {
    assertThat(pages().flatMap(DocumentationTest::misnamed)).isEmpty();
  }

  /** Decision records keep the names of their time. */
  @Test
  void everyTypeThatAPageNamesIsThere() {
    var types = types();
    assertThat(
            pages()
                .filter(page -> !page.startsWith(ROOT.resolve("docs/adr")))
                .flatMap(page -> names(page).map(name -> page + ": " + name))
                .filter(it -> !types.contains(it.substring(it.lastIndexOf(' ') + 1))))
        .isEmpty();
  }

  @Test
  void aBrokenLinkIsNoticed() {
    var page = ROOT.resolve("docs/architecture.md");
    assertThat(isThere(page, "adr/0001-a-module-is-a-set-of-allowed-imports.md")).isTrue();
    assertThat(isThere(page, "#the-picture")).isTrue();
    assertThat(isThere(page, "operations.md#your-own-postgresql")).isTrue();
    assertThat(isThere(page, "#no-such-heading")).isFalse();
    assertThat(isThere(page, "../services/Gone.java")).isFalse();
    assertThat(names(page)).contains("StepExecution");
    assertThat(types()).contains("StepExecution").doesNotContain("StepsExecution");
  }

  private static Stream<Path> pages() {
    return Stream.concat(
        Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
        files(ROOT.resolve("docs"), ".md"));
  }

  private static Stream<String> broken(Path page) {
    return links(page)
        .map(link -> link.group(2))
        .filter(target -> !target.matches("[a-z]+:.*"))
        .filter(target -> !isThere(page, target))
        .map(target -> page + ": " + target);
  }

  private static boolean isThere(Path page, String target) {
    var parts = target.split("#", 2);
    var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  private static Stream<String> misnamed(Path page) {
    return links(page)
        .filter(link -> link.group(1).matches("`\\w+`") && link.group(2).endsWith(".java"))
        .filter(link -> !link.group(2).endsWith("/" + link.group(1).replace("`", "") + ".java"))
        .map(link -> page + ": " + link.group());
  }

  private static Stream<MatchResult> links(Path page) {
    return LINK.matcher(prose(page)).results();
  }

  private static Stream<String> names(Path page) {
    return NAME.matcher(prose(page))
        .results()
        .map(name -> name.group(1))
        .filter(name -> !FOREIGN.contains(name));
  }

  /** As GitHub makes them: lower case, blanks as hyphens, without other marks. */
  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(prose(page))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String prose(Path page) {
    return FENCED.matcher(read(page)).replaceAll("");
  }

  private static Set<String> types() {
    var types = new HashSet<String>();
    CODE.stream()
        .flatMap(folder -> files(ROOT.resolve(folder), ".java"))
        .forEach(file -> TYPE.matcher(read(file)).results().forEach(it -> types.add(it.group(1))));
    return types;
  }

  private static Stream<Path> files(Path folder, String ending) {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
