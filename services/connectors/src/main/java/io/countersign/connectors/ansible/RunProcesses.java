package io.countersign.connectors.ansible;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The processes of a run: its first one by number and start time, all of them by their mark. */
final class RunProcesses {
  /** The system's clock may be set between two readings of one start time. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private static final Path PROC = Path.of("/proc");

  private RunProcesses() {}

  /** The first process, if it still runs. */
  static Optional<ProcessHandle> first(RunRecord run) {
    return run.pid() == 0
        ? Optional.empty()
        : ProcessHandle.of(run.pid())
            .filter(ProcessHandle::isAlive)
            .filter(process -> isSame(process.info().startInstant(), run.processStartedAt()));
  }

  private static boolean isSame(Optional<Instant> found, @Nullable Instant recorded) {
    return recorded == null
        || found
            .filter(at -> Duration.between(at, recorded).abs().compareTo(SAME_START) <= 0)
            .isPresent();
  }

  /** All that carry the mark; none where the system doesn't tell processes' environments. */
  static Set<ProcessHandle> marked(String mark) {
    var wanted = ("\0" + RunEnvironment.MARK + "=" + mark + "\0").getBytes(StandardCharsets.UTF_8);
    var found = new LinkedHashSet<ProcessHandle>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var process : processes) {
        if (holds(process.resolve("environ"), wanted)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException | NumberFormatException e) {
      return found;
    }
    return found;
  }

  private static boolean holds(Path environment, byte[] wanted) {
    try {
      var text = "\0" + new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1);
      return text.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return false; // another user's, or gone by now
    }
  }

  /** Ends them all, whoever started them, and what they start meanwhile. */
  static void end(RunRecord run, String mark) {
    for (int round = 0; round < 3; round++) {
      var all = marked(mark);
      first(run)
          .ifPresent(
              process -> {
                process.descendants().forEach(all::add);
                all.add(process);
              });
      if (all.isEmpty()) {
        return;
      }
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> await(process, Duration.ofMillis(500)));
    }
  }

  /** Waits at most so long for it to end. */
  static boolean await(ProcessHandle process, Duration atMost) {
    try {
      process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a program without a shell, its input empty, its output in files. */
  static ProcessHandle start(
      List<String> arguments,
      Path directory,
      Map<String, String> environment,
      Path output,
      Path errors)
      throws IOException {
    var builder =
        new ProcessBuilder(arguments)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start().toHandle();
  }
}
