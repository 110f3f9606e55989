package io.countersign.connectors.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookGuardTest {
  private static final String SHARED = "/usr/share/ansible/collections";

  /** As if there were a file. */
  private static final String READ =
      "import os; os.path.isfile = lambda _: True; open('" + SHARED + "/x/plugins/modules/y.py')";

  @TempDir Path folder;

  @BeforeEach
  void needsPython() {
    Switching.needsAnsible();
  }

  /** Their manifests alone would let their files be edited after approval. */
  @Test
  void sharedCollectionsAreReadOnlyWhereTheConfigurationBindsThem() throws Exception {
    assertThat(read(List.of())).contains("PermissionError", "nothing binds it");
    assertThat(read(List.of(Path.of(SHARED)))).contains("FileNotFoundError");
  }

  private String read(List<Path> bound) throws IOException, InterruptedException {
    var guard = folder.resolve("guard" + bound.size());
    new PlaybookGuard(guard).prepare(bound);
    var python = new ProcessBuilder("/usr/bin/python3", "-c", READ).redirectErrorStream(true);
    python.environment().put("PYTHONPATH", guard.toString());
    var process = python.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
