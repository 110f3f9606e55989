package io.countersign.demo.proof;

import io.countersign.demo.net.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The end of a command of the launcher, and what it said.
 *
 * @param said on both its outputs
 */
record LauncherRun(int exit, String said) {
  static LauncherRun of(String launcher, String... arguments) throws IOException {
    var log = Files.createTempFile("countersign-demo-", ".log");
    try {
      var command = new ArrayList<>(List.of(launcher));
      command.addAll(List.of(arguments));
      var process = ChildProcesses.start(log, Map.of(), command.toArray(String[]::new));
      int exit = process.waitFor();
      return new LauncherRun(exit, Files.readString(log));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** The first line that says something. */
  String firstLine() {
    return said.lines().filter(it -> !it.isBlank()).findFirst().orElse("nothing");
  }

  /** What it printed, if it went well. */
  String checked(String what) throws IOException {
    if (exit != 0) {
      throw new IOException(what + " ended with " + exit + ": " + firstLine());
    }
    return said;
  }
}
