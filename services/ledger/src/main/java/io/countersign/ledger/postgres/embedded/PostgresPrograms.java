package io.countersign.ledger.postgres.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's programs, each run to its end. They see nothing of this process's environment: what
 * it may hold for others ({@code LD_PRELOAD}, {@code PGOPTIONS}) must not decide what runs here.
 *
 * @param bin the folder of the programs
 */
record PostgresPrograms(Path bin) {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

  private static final long PATIENCE_MINUTES = 3;

  /** An empty cluster whose superuser has a password from its first second. */
  void initialise(Path data, Path superuserPassword) throws IOException {
    run(
        "initdb",
        "--pgdata=" + data,
        "--username=" + ClusterRoles.SUPERUSER,
        "--pwfile=" + superuserPassword,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
  }

  /**
   * Returns once it takes connections.
   *
   * @param options of the server, without blanks or quotes
   */
  void start(Path data, List<String> options, Path log) throws IOException {
    run(
        "pg_ctl",
        "start",
        "--pgdata=" + data,
        "--log=" + log,
        "--wait",
        "--timeout=60",
        "--options=" + String.join(" ", options));
  }

  /** Ends all sessions and returns once it has stopped. */
  void stop(Path data) throws IOException {
    run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=60");
  }

  /** PostgreSQL's fast shutdown is SIGINT, which Java can't send. */
  void interrupt(long process) throws IOException {
    run("pg_ctl", "kill", "INT", Long.toString(process));
  }

  private void run(String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (new UnixSystem().getUid() == 0) {
      // PostgreSQL doesn't run as root; in a namespace without a name it isn't.
      command.addAll(List.of("/usr/bin/unshare", "--user"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    var said = Files.createTempFile(bin.getParent(), program, ".out");
    try {
      await(program, started(command, said), said);
    } finally {
      Files.delete(said);
    }
  }

  /** Into a file: the server inherits it, and would keep a pipe open for good. */
  private static Process started(List<String> command, Path said) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    return builder.start();
  }

  private static void await(String program, Process process, Path said) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(program + " doesn't end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      var words = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
      throw new IOException(program + " failed: " + words.replaceAll("\\s*\\R\\s*", " | "));
    }
  }
}
