package io.countersign.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents' names of members and tables: what a page says of them is so. */
class DocumentedNamesTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path MIGRATIONS =
      ROOT.resolve("services/ledger/src/main/resources/db/migration");

  /** A member of a type of ours, with or without its parentheses. */
  private static final Pattern MEMBER =
      Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)\\.([a-z]\\w+)(?:\\(\\))?`");

  private static final Pattern TABLE =
      Pattern.compile("(?im)^\\s*create table (?:if not exists )?(\\w+)");

  private static final Pattern DROPPED =
      Pattern.compile("(?im)^\\s*drop table (?:if exists )?(\\w+)");

  @Test
  void everyMemberThatAPageNamesIsThere() {
    var sources = sources();
    assertThat(
            pages().flatMap(page -> members(page).filter(it -> isGone(it, sources)).map(page::at)))
        .isEmpty();
  }

  @Test
  void everyTableStandsInTheArchitecture() {
    var text = read(ROOT.resolve("docs/architecture.md"));
    assertThat(tables()).isNotEmpty().allSatisfy(it -> assertThat(text).contains("`" + it + "`"));
  }

  @Test
  void aMemberThatIsntThereIsNoticed() {
    var sources = Map.of("StepExecution", "void perform() {}");
    assertThat(isGone(new Member("StepExecution", "perform"), sources)).isFalse();
    assertThat(isGone(new Member("StepExecution", "samePlan"), sources)).isTrue();
    assertThat(isGone(new Member("SomebodyElses", "samePlan"), sources)).isFalse();
  }

  private record Page(Path path) {
    String at(Member member) {
      return path + ": " + member.type() + "." + member.name();
    }
  }

  private record Member(String type, String name) {}

  /** Decision records keep the names of their time. */
  private static Stream<Page> pages() {
    return Stream.concat(
            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
            files(ROOT.resolve("docs"), ".md"))
        .filter(page -> !page.startsWith(ROOT.resolve("docs/adr")))
        .map(Page::new);
  }

  private static Stream<Member> members(Page page) {
    return MEMBER
        .matcher(read(page.path()))
        .results()
        .map(it -> new Member(it.group(1), it.group(2)));
  }

  /** What isn't a file of ours is somebody else's. */
  private static boolean isGone(Member member, Map<String, String> sources) {
    var source = sources.get(member.type());
    return source != null && !source.matches("(?s).*\\b" + member.name() + "\\b.*");
  }

  private static Map<String, String> sources() {
    var sources = new HashMap<String, String>();
    Stream.of("services", "workflows", "policies")
        .flatMap(folder -> files(ROOT.resolve(folder), ".java"))
        .forEach(it -> sources.put(it.getFileName().toString().replace(".java", ""), read(it)));
    return sources;
  }

  private static List<String> tables() {
    var all = files(MIGRATIONS, ".sql").map(DocumentedNamesTest::read).toList();
    var dropped =
        all.stream().flatMap(it -> DROPPED.matcher(it).results()).map(it -> it.group(1)).toList();
    return all.stream()
        .flatMap(it -> TABLE.matcher(it).results())
        .map(it -> it.group(1))
        .filter(it -> !dropped.contains(it))
        .distinct()
        .toList();
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
