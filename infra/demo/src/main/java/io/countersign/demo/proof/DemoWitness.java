package io.countersign.demo.proof;

import io.countersign.demo.net.Await;
import io.countersign.demo.net.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A witness with keys and a folder of its own. Beside the log, on one machine, it shows how it
 * works; where it protects somebody, somebody else runs it.
 */
public final class DemoWitness implements AutoCloseable {
  public static final String NAME = "witness.demo.example/w1";

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String launcher;
  private final Path folder;
  private final Path log;
  private final Path files;
  private final Process serving;

  private DemoWitness(String launcher, Path files, Process serving) {
    this.launcher = launcher;
    this.files = files;
    this.folder = files.resolve("witness");
    this.log = files.resolve("witness.log");
    this.serving = serving;
  }

  /** Makes one, and has it listen; it knows no log yet. */
  public static DemoWitness start(String launcher, Path files) throws IOException {
    var folder = files.resolve("witness").toString();
    LauncherRun.of(launcher, "witness", "init", "--dir", folder, "--name", NAME)
        .checked("making a witness");
    var serving =
        ChildProcesses.start(
            files.resolve("witness.log"),
            Map.of(),
            launcher,
            "witness",
            "serve",
            "--dir",
            folder,
            "--listen",
            "127.0.0.1:0");
    var witness = new DemoWitness(launcher, files, serving);
    if (!Await.until(START, () -> !witness.url().isEmpty() || !serving.isAlive())) {
      witness.close();
      throw new IOException("the witness doesn't answer");
    }
    return witness;
  }

  private String url() {
    return lines().filter(it -> it.startsWith("http://")).findFirst().orElse("");
  }

  private Stream<String> lines() {
    try {
      return Files.readString(log).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The policy that the log goes by: it publishes nothing that this witness hasn't cosigned. */
  public Path policy() throws IOException {
    return Files.writeString(files.resolve("witness.policy"), shown("--url", url()));
  }

  /** From now on it cosigns this log's heads. */
  public void know(String key) throws IOException {
    LauncherRun.of(launcher, "witness", "add-log", "--dir", folder.toString(), key)
        .checked("telling the witness of the log");
  }

  /** Whom to trust, as the witness hands it on: not as the server says. */
  public Path trust() throws IOException {
    return Files.writeString(files.resolve("trust.policy"), shown("--url", url()));
  }

  private String shown(String... more) throws IOException {
    var command =
        Stream.concat(Stream.of("witness", "policy", "--dir", folder.toString()), Stream.of(more))
            .toArray(String[]::new);
    return LauncherRun.of(launcher, command)
        .checked("the witness's policy")
        .lines()
        .map(it -> it + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    ChildProcesses.stop(serving, PATIENCE);
  }
}
