package io.countersign.demo.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
  @TempDir Path folder;

  @Test
  void aStoppedProcessTakesItsChildrenWithIt() throws Exception {
    var log = folder.resolve("log");
    var script = "sleep 300 & echo started; trap '' TERM; wait";
    var process = ChildProcesses.start(log, Map.of("X", "y"), "/bin/sh", "-c", script);
    assertThat(Await.until(Duration.ofMinutes(4), () -> log.toFile().length() > 0)).isTrue();
    var child = process.descendants().findFirst().orElseThrow();
    ChildProcesses.stop(process, Duration.ofMillis(200));
    assertThat(Await.until(Duration.ofMinutes(4), () -> !child.isAlive() && !process.isAlive()))
        .isTrue();
  }

  @Test
  void anEmptyValueTakesAVariableAway() throws Exception {
    var log = folder.resolve("log");
    var environment = Map.of("HOME", "", "GIVEN", "value");
    var script = "echo ${HOME-gone} $GIVEN";
    ChildProcesses.start(log, environment, "/bin/sh", "-c", script).waitFor();
    assertThat(log).content().isEqualTo("gone value\n");
  }

  @Test
  void onlyAnExecutableFileOnThePathIsFound() throws Exception {
    var program = Files.createFile(folder.resolve("prog"));
    var path = "/nonexistent::" + folder;
    assertThat(ChildProcesses.find(path, "other", "prog")).isEmpty();
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    assertThat(ChildProcesses.find(path, "other", "prog")).contains(program);
  }
}
