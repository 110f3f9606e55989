package io.countersign.server.scenario;

import io.countersign.domain.testing.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The product in a process of its own, so that it can be killed; its home outlives it. */
final class ServerProcess implements AutoCloseable {
  private final Path home;
  private final int port;
  private Process process;

  ServerProcess(Path home, String configuration) throws IOException {
    this.home = home;
    this.port = FreePort.any();
    PreparedDatabase.copyTo(home.resolve("data"));
    Files.writeString(home.resolve("countersign.yaml"), configuration);
    this.process = start();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String firstPassword() throws IOException {
    return Files.readString(home.resolve("first-password")).strip();
  }

  /** As a power cut would end it. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** As a machine that is short of everything, or a person with a debugger, would stop it. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var command = List.of("kill", "-" + name, Long.toString(process.pid()));
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IOException("no signal " + name);
    }
  }

  void startAgain() throws IOException {
    process = start();
  }

  boolean alive() {
    return process.isAlive();
  }

  private Process start() throws IOException {
    var command =
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"),
                List.of("--enable-native-access=ALL-UNNAMED"),
                List.of("--sun-misc-unsafe-memory-access=allow"),
                List.of("-cp", classPath(), "io.countersign.server.CountersignServer"),
                List.of("--initial-password-file", home.resolve("first-password").toString()))
            .flatMap(List::stream)
            .toList();
    var builder = new ProcessBuilder(command);
    builder.environment().put("COUNTERSIGN_HOME", home.toString());
    builder.environment().put("COUNTERSIGN_PORT", Integer.toString(port));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("TEMPORAL_ADDRESS", "COUNTERSIGN_DATABASE_URL"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("output.log").toFile()));
    return builder.start();
  }

  /** Surefire may hide it in a manifest. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }

  /** All that it said and logged. */
  String everythingSaid() throws IOException {
    return Files.readString(home.resolve("output.log"))
        + Files.readString(home.resolve("logs").resolve("server.log"));
  }

  /** What it said, and the end of its log. */
  String output() throws IOException {
    var log = home.resolve("logs").resolve("server.log");
    var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
    return Files.readString(home.resolve("output.log"))
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(2, TimeUnit.MINUTES)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
