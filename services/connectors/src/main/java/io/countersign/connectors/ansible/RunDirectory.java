package io.countersign.connectors.ansible;

import io.countersign.connectors.ansible.report.PlayReport;
import io.countersign.domain.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything of one run, in a directory of its own: what it was told and what it said while it
 * runs, what became of it afterwards.
 */
record RunDirectory(Path path) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RECORD = "run.json";
  private static final String REPORT = "report.json";
  private static final String ANSWER = "answer.json";

  /** Names the run in its processes' environment; no other run on this machine has it. */
  String mark() {
    return Digest.of(path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  Path variables() {
    return path.resolve("variables.yml");
  }

  Path secrets() {
    return path.resolve("secrets.yml");
  }

  /** What vaults hold that its playbook may draw on. */
  Path vaulted() {
    return path.resolve("vaulted.json");
  }

  Path home() {
    return path.resolve("home");
  }

  /** Ansible's configuration where none is configured: it would look for one elsewhere. */
  Path emptyConfig() {
    return path.resolve("ansible.cfg");
  }

  Path output() {
    return path.resolve("output.jsonl");
  }

  Path errors() {
    return path.resolve("errors.txt");
  }

  /** What it needs to be started. */
  void prepare() throws IOException {
    PrivateFiles.directory(home());
    PrivateFiles.create(emptyConfig());
    PrivateFiles.create(output());
    PrivateFiles.create(errors());
  }

  void write(RunRecord record) throws IOException {
    PrivateFiles.replace(path.resolve(RECORD), JSON.writeValueAsBytes(record));
  }

  Optional<RunRecord> record() {
    return read(RECORD, RunRecord.class);
  }

  /** What it said is kept as far as it's of use; what it was told is removed with its secrets. */
  void write(PlayReport report) throws IOException {
    PrivateFiles.replace(path.resolve(REPORT), JSON.writeValueAsBytes(report));
    for (var used :
        new Path[] {
          secrets(),
          vaulted(),
          variables(),
          home(),
          emptyConfig(),
          output(),
          errors(),
          PlaybookGuard.of(this).folder()
        }) {
      PrivateFiles.remove(used);
    }
  }

  Optional<PlayReport> report() {
    return read(REPORT, PlayReport.class);
  }

  void write(StoredAnswer answer) throws IOException {
    PrivateFiles.replace(path.resolve(ANSWER), JSON.writeValueAsBytes(answer));
  }

  Optional<StoredAnswer> answer() {
    return read(ANSWER, StoredAnswer.class);
  }

  boolean isOver() {
    return Files.exists(path.resolve(REPORT));
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    try {
      var file = path.resolve(name);
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readAllBytes(file), type))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new IllegalStateException(path.resolve(name) + " can't be read", e);
    }
  }
}
