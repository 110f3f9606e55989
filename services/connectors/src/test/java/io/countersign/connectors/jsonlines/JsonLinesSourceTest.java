package io.countersign.connectors.jsonlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.testing.LogSourceContract;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.catalog.EntityId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesSourceTest extends LogSourceContract {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private Path logs;
  private JsonLinesSource source;

  @BeforeEach
  void prepare() throws IOException {
    logs = Files.createDirectory(folder.resolve("logs"));
    source = new JsonLinesSource(settings(1));
  }

  @Override
  protected LogSource source() {
    return source;
  }

  @Override
  protected void given(EntityId entity, List<LogLine> lines) {
    write(file(entity.name()), lines);
  }

  @Override
  protected void down() {
    try (var files = Files.list(logs)) {
      files.forEach(file -> assertThat(file.toFile().delete()).isTrue());
      Files.delete(logs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void linesThatAreNoneAreCountedAndTheRestIsRead() throws IOException {
    given(ORDERS, List.of(error(10, "a", "")));
    append("Traceback (most recent call last):\n[1, 2]\n\n{\"ts\": \"yesterday\"}\n");
    append("{\"message\": \"" + "x".repeat(70_000) + "\"}\n");
    append(json(error(20, "b", "")) + "\n{\"ts\": 17");
    var found = ask(0, 15, 60);
    assertThat(found.kinds()).extracting("signature").containsExactly("b", "a");
    assertThat(found.reach().lines()).isEqualTo(2);
    assertThat(found.reach().unusable()).isEqualTo(4);
  }

  @Test
  void aLineThatIsStillBeingWrittenCountsOnceItIsThere() throws IOException {
    given(ORDERS, List.of(error(10, "a", "")));
    var line = json(error(20, "b", ""));
    append(line.substring(0, 30));
    assertThat(ask(0, 15, 60).kinds()).hasSize(1);
    append(line.substring(30) + "\n");
    assertThat(ask(0, 15, 60).kinds()).hasSize(2);
  }

  @Test
  void rotatedFilesAreReadOnAndChangeNothing() throws IOException {
    given(ORDERS, List.of(error(10, "a", ""), error(20, "b", "")));
    var first = ask(0, 15, 60);
    Files.move(file("orders"), file("orders", ".1"));
    given(ORDERS, List.of(error(70, "c", "")));
    assertThat(ask(0, 15, 60)).isEqualTo(first);
    assertThat(ask(0, 15, 80).kinds()).hasSize(3);
  }

  @Test
  void aTruncatedFileTellsWhatIsLeft() throws IOException {
    given(ORDERS, List.of(error(10, "a", ""), error(20, "b", "")));
    var first = ask(0, 15, 60);
    given(ORDERS, List.of(error(30, "c", "")));
    assertThat(ask(0, 15, 60).digest()).isNotEqualTo(first.digest());
  }

  @Test
  void ofALongLogTheNewestPartIsReadAndTheSamePartLater() throws IOException {
    var lines = new ArrayList<LogLine>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(error(i, "e " + "x".repeat(100), ""));
    }
    given(ORDERS, lines.subList(0, 15_000));
    var first = ask(0, 14_000, 14_999);
    assertThat(first.reach().whole()).isFalse();
    assertThat(first.reach().since()).isAfter(T0.plusSeconds(5_000));
    assertThat(first.kinds().getFirst().during()).isEqualTo(1000);
    given(ORDERS, lines);
    assertThat(ask(0, 14_000, 14_999)).isEqualTo(first);
    assertThat(ask(100, 110, 120).kinds().getFirst().before()).isEqualTo(10);
  }

  @Test
  void nothingBeyondTheDirectoryIsRead() throws IOException {
    var secret = Files.writeString(folder.resolve("secret.jsonl"), json(error(10, "a", "")));
    Files.createSymbolicLink(file("orders"), secret);
    assertThat(refused(ORDERS)).isEqualTo(FailureCode.REFUSED);
  }

  @Test
  void aLinkWithinTheDirectoryIsFollowed() throws IOException {
    write(file("orders-2026"), List.of(error(10, "a", "")));
    Files.createSymbolicLink(file("orders"), file("orders-2026"));
    assertThat(ask(0, 5, 60).kinds()).hasSize(1);
  }

  @Test
  void whatIsNoFileIsNoLog() throws IOException {
    Files.createDirectory(file("orders"));
    assertThat(refused(ORDERS)).isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void settingsAreReadStrictly() {
    assertThat(problems("{}")).containsExactly("/logs/x/path");
    assertThat(problems("{\"path\": \"logs/${name}\"}")).containsExactly("/logs/x/path");
    assertThat(problems("{\"path\": \"/logs/all.jsonl\"}")).containsExactly("/logs/x/path");
    assertThat(problems("{\"path\": \"/l/../${name}\", \"maxMegabytes\": 0, \"nix\": 1}"))
        .containsExactly("/logs/x/path", "/logs/x/maxMegabytes", "/logs/x/nix");
    assertThat(problems("{\"path\": \"/l/${environment}/${name}.log\"}")).isEmpty();
  }

  private static List<String> problems(String settings) {
    var problems = new ArrayList<InputProblem>();
    var reader = SettingsReader.of(JSON.readTree(settings), "/logs/x", problems);
    JsonLinesSettings.read("x", reader);
    reader.finish();
    return problems.stream().map(InputProblem::at).toList();
  }

  private FailureCode refused(EntityId entity) {
    return Outcomes.failed(source.errors(entity, T0, T0, T0.plusSeconds(60))).code();
  }

  private JsonLinesSettings settings(int megabytes) {
    var node =
        JSON.createObjectNode()
            .put("path", logs + "/${name}.jsonl")
            .put("timeFormat", "unix-seconds")
            .put("maxMegabytes", megabytes);
    node.putObject("fields").put("time", "/ts");
    return JsonLinesSettings.read("logs", SettingsReader.of(node, "", new ArrayList<>()));
  }

  private Path file(String name) {
    return file(name, "");
  }

  private Path file(String name, String ending) {
    return logs.resolve(name + ".jsonl" + ending);
  }

  private void append(String text) throws IOException {
    Files.writeString(file("orders"), text, StandardOpenOption.APPEND);
  }

  private static void write(Path file, List<LogLine> lines) {
    try {
      Files.writeString(
          file, lines.stream().map(line -> json(line) + "\n").collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(LogLine line) {
    return JSON.createObjectNode()
        .put("ts", BigDecimal.valueOf(line.at().toEpochMilli(), 3))
        .put("level", line.error() ? "error" : "INFO")
        .put("message", line.message())
        .put("trace_id", line.traceId())
        .toString();
  }
}
