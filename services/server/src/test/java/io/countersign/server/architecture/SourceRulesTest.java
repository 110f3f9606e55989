package io.countersign.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Rules of the house that classes don't show: about the sources of every module, also of those that
 * the server doesn't see.
 */
class SourceRulesTest {
  private static final int ROOM = 20;

  /** What a package-info says whose package is larger on purpose. */
  private static final String ON_PURPOSE = "More than twenty types";

  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public )?(?:(?:final|sealed|abstract|non-sealed) )*"
              + "(?:class|record|interface|enum|@interface) ",
          Pattern.MULTILINE);
  private static final Pattern QUESTION =
      Pattern.compile(
          "(?:What|Where|Which|Whether|How|Who|Whom|Whose|When|Why)\\b.*", Pattern.DOTALL);

  private static final String ONE_PAGE = "new Page.Request(null, Page.MOST)";

  private static final List<Path> SOURCES = sources();

  /** Rules over nothing would hold of anything; a bad sentence is noticed, a good one isn't. */
  @Test
  void theRulesHaveSomethingToRuleOver() {
    assertThat(SOURCES).hasSizeGreaterThan(500);
    assertThat("Whether it works.").matches(QUESTION);
    assertThat("The whether of it.").doesNotMatch(QUESTION);
    assertThat(documentation(Path.of("../domain/src/main/java/io/countersign/domain/Rule.java")))
        .startsWith("One rule of a decision");
  }

  @Test
  void noPackageHoldsMoreThanOneCanTakeIn() {
    var crowded =
        SOURCES.stream()
            .filter(SourceRulesTest::isType)
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
    crowded.entrySet().removeIf(it -> it.getValue() <= ROOM || isOnPurpose(it.getKey()));
    assertThat(crowded).isEmpty();
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() {
    assertThat(SOURCES.stream().filter(SourceRulesTest::isType).map(Path::getParent).distinct())
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .content()
                    .startsWith("/**")
                    .contains("@NullMarked"));
  }

  /** Two things of one name are taken for each other, in talk and by an editor's search. */
  @Test
  void noTwoThingsHaveOneName() {
    Map<String, List<Path>> twice =
        SOURCES.stream()
            .filter(SourceRulesTest::isType)
            .collect(
                Collectors.groupingBy(
                    it -> it.getFileName().toString(), TreeMap::new, Collectors.toList()));
    twice.values().removeIf(it -> it.size() == 1);
    assertThat(twice).isEmpty();
  }

  /** Whatever looks at all of a list would look at its newest only, without anybody's noticing. */
  @Test
  void whoLooksAtAWholeListReadsMoreThanOnePage() {
    assertThat(SOURCES.stream().filter(it -> text(it).contains(ONE_PAGE)))
        .extracting(it -> it.getFileName().toString())
        .containsOnly("RemediationMeter.java"); // more than that is too many, whatever the number
  }

  @Test
  void aTypesFirstSentenceSaysWhatItIs() {
    assertThat(
            SOURCES.stream()
                .filter(SourceRulesTest::isType)
                .filter(it -> QUESTION.matcher(documentation(it)).matches()))
        .isEmpty();
  }

  /** The comment right before the type or its annotations; nothing where there is none. */
  private static String documentation(Path source) {
    var text = text(source);
    var type = TYPE.matcher(text);
    assertThat(type.find()).as("a type in %s", source).isTrue();
    int begin = text.lastIndexOf("/**", type.start());
    return begin < 0 ? "" : text.substring(begin + 3).replaceAll("\\s+\\*?\\s*", " ").strip();
  }

  private static boolean isType(Path source) {
    return !source.endsWith("package-info.java");
  }

  private static boolean isOnPurpose(Path folder) {
    return text(folder.resolve("package-info.java")).contains(ON_PURPOSE);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every module's main sources; the tests run in the server's folder. */
  private static List<Path> sources() {
    try (var files = Files.walk(Path.of("../.."))) {
      return files
          .filter(it -> it.toString().contains("/src/main/java/"))
          .filter(it -> it.toString().endsWith(".java"))
          .filter(it -> !it.toString().contains("/target/classes/"))
          .map(Path::normalize)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
