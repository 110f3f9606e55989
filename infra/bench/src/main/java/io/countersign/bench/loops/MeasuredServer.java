package io.countersign.bench.loops;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The shipped server in a folder of its own, with what it takes of the machine. */
final class MeasuredServer implements AutoCloseable {
  private static final String MAIN = "io.countersign.server.CountersignServer";
  private static final List<String> AS_SHIPPED =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx1g",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** A line of a histogram: its number, instances, bytes, and the class. */
  private static final Pattern HISTOGRAM = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(.*)");

  private final Path home;
  private final Process process;

  MeasuredServer(Path home, String configuration, int port) throws IOException {
    this.home = home;
    Files.writeString(home.resolve("countersign.yaml"), configuration);
    var command = new ArrayList<String>();
    command.add(java("java"));
    command.addAll(AS_SHIPPED);
    command.addAll(classPath());
    command.addAll(List.of(MAIN, "--initial-password-file", password().toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(home.resolve("output.log").toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(it -> it.startsWith("COUNTERSIGN_") || it.startsWith("TEMPORAL"));
    environment.put("COUNTERSIGN_HOME", home.toString());
    environment.put("COUNTERSIGN_PORT", Integer.toString(port));
    this.process = builder.start();
  }

  /** The launcher tells where the server lies; else it's on our own class path. */
  private static List<String> classPath() {
    var told = System.getenv("COUNTERSIGN_SERVER_ARGUMENTS");
    return told == null
        ? List.of("-cp", System.getProperty("java.class.path"))
        : List.of("@" + told);
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  Path password() {
    return home.resolve("first-password");
  }

  /** Where it listens, once it does. */
  String url() throws IOException {
    var port = home.resolve("port");
    if (!process.isAlive()) {
      throw new IOException("the server ended: " + Files.readString(home.resolve("output.log")));
    }
    return Files.exists(port) ? "http://127.0.0.1:" + Files.readString(port).strip() : "";
  }

  /** Seconds of processor time that the server took since it was started; PostgreSQL's apart. */
  double cpuSeconds() throws IOException {
    return ticks(process.pid(), false) / 100.0;
  }

  /** The same of the embedded PostgreSQL with all its sessions. */
  double postgresSeconds() throws IOException {
    long postmaster = postmaster();
    long sum = ticks(postmaster, true);
    for (var child :
        ProcessHandle.of(postmaster).stream().flatMap(ProcessHandle::children).toList()) {
      sum += ticks(child.pid(), true);
    }
    return sum / 100.0;
  }

  private long postmaster() throws IOException {
    try (var files = Files.walk(home)) {
      var file = files.filter(it -> it.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
  }

  /** Fields 14 to 17 of /proc/PID/stat; a process that has just ended took nothing. */
  private static long ticks(long pid, boolean withReaped) throws IOException {
    var stat = Path.of("/proc/" + pid + "/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    var text = Files.readString(stat);
    var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return withReaped ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
  }

  /**
   * What is alive on its heap after a full collection, in MiB. It's the objects that are counted:
   * up to a twentieth of what a collection leaves is filled with what was there before.
   */
  double liveHeapMiB() throws IOException {
    long bytes =
        jcmd("GC.class_histogram")
            .lines()
            .map(HISTOGRAM::matcher)
            .filter(it -> it.matches() && !it.group(2).contains("FillerElement"))
            .mapToLong(it -> Long.parseLong(it.group(1)))
            .sum();
    return bytes / (double) (1L << 20);
  }

  private String jcmd(String command) throws IOException {
    var run =
        new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    try (var out = run.inputReader()) {
      return String.join("\n", out.lines().toList());
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (var files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(MeasuredServer::delete);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private static void delete(File file) {
    var _ = file.delete();
  }
}
