package io.countersign.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The tests that folders give: a policy that is wrong, beside what has to be said about it. */
public final class GoldenErrors {
  private GoldenErrors() {}

  /** One test for each folder below {@code cases/KIND}. */
  public static Stream<DynamicTest> tests(
      String kind, Function<List<PolicyFile>, ? extends Compilation<?>> compile) {
    var folders = entries("cases/" + kind);
    assertThat(folders).isNotEmpty();
    return folders.stream()
        .map(
            folder ->
                dynamicTest(
                    String.valueOf(folder.getFileName()),
                    () -> {
                      var file = new PolicyFile("policy.yaml", read(folder.resolve("policy.yaml")));
                      var said = errors(compile.apply(List.of(file)));
                      var expected = folder.resolve("expected-errors.txt");
                      if (Boolean.getBoolean("countersign.regenerate")) {
                        write(expected, said);
                      }
                      assertThat(said).isEqualTo(read(expected));
                    }));
  }

  /** What is in a folder of the test resources, sorted. */
  public static List<Path> entries(String folder) {
    try {
      var url = GoldenErrors.class.getResource("/" + folder);
      assertThat(url).as(folder).isNotNull();
      try (var entries = Files.list(Path.of(url.toURI()))) {
        return entries.sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Into the sources, from where it's read when compiled anew. */
  private static void write(Path path, String text) {
    var at = String.valueOf(path.toAbsolutePath());
    try {
      Files.writeString(path, text);
      var cases = at.substring(at.indexOf("/cases/") + 1);
      Files.writeString(Path.of("src/test/resources").resolve(cases), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every problem's text, one after the other; empty when it compiled. */
  public static String errors(Compilation<?> compilation) {
    return switch (compilation) {
      case Compilation.Compiled<?> _ -> "";
      case Compilation.Rejected<?>(var problems) ->
          problems.stream().map(p -> p.text() + "\n").collect(Collectors.joining());
    };
  }
}
